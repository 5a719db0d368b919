/*---
about: >-
  Engagement of accounts of koc_candidates, one row an account, week of observation and reported week: how the counts of their
  watched posts (post_engagement) grew in that week.
grain: [author_key, observed_week_start, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  posts_observed_count: { says: "Watched posts whose counts were seen in that week.", personal: linkable }
  likes_growth: { says: "Sum of what is known; null = nothing is.", personal: linkable }
  saves_growth: { says: "As likes_growth.", personal: linkable }
  replies_growth: { says: "As likes_growth.", personal: linkable }
  shares_growth: { says: "As likes_growth.", personal: linkable }
  observed_week_start: { says: "Monday of the week of observation.", personal: linkable }
checks:
  unique: [author_key, observed_week_start, week_start]
  not_null: [author_key, observed_week_start, week_start, posts_observed_count]
---*/
with dated as (
    select
        history.*,
        -- 1970-01-01 was a Thursday.
        7 * cast(floor(cast(observed_day_no + 3 as double) / 7e0) as bigint) - 3 as observed_week_day
    from int_engagement_history as history
),

summed as (
    select
        author_key,
        observed_week_day,
        cast(count(distinct post_key) as bigint) as posts_observed_count,
        cast(sum(likes_growth) as bigint) as likes_growth,
        cast(sum(saves_growth) as bigint) as saves_growth,
        cast(sum(replies_growth) as bigint) as replies_growth,
        cast(sum(shares_growth) as bigint) as shares_growth
    from dated
    group by author_key, observed_week_day
)

select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    summed.author_key,
    summed.posts_observed_count,
    summed.likes_growth,
    summed.saves_growth,
    summed.replies_growth,
    summed.shares_growth,
    cast(date '1970-01-01' + summed.observed_week_day * interval '1' day as date) as observed_week_start
from summed
cross join params
