/*---
about: >-
  Counts over time of the posts and reviews of the last 26 weeks in which an account of koc_candidates names its brand: one row
  a post, day of observation and reported week.
grain: [post_key, observed_date, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  post_key: { says: "Keyed pseudonym of the post.", personal: linkable }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  platform: { says: "Platform of the post.", personal: linkable }
  observed_basis: { says: "observed, or assumed (the moment of observation is not known and was set to that of publication).", personal: none }
  likes_count: { says: "At the last observation of the day; null = not shown.", personal: linkable }
  likes_growth: { says: "Since the observation before that showed likes; 0 where the rounding of the two hides it; null = first one, or only a lower bound is shown.", personal: linkable }
  saves_count: { says: "As likes_count.", personal: linkable }
  saves_growth: { says: "As likes_growth.", personal: linkable }
  replies_count: { says: "As likes_count.", personal: linkable }
  replies_growth: { says: "As likes_growth.", personal: linkable }
  shares_count: { says: "As likes_count.", personal: linkable }
  shares_growth: { says: "As likes_growth.", personal: linkable }
  observed_date: { says: "In the workspace's zone.", personal: linkable }
  published_date: { says: "In the workspace's zone.", personal: linkable }
checks:
  unique: [post_key, observed_date, week_start]
  not_null: [post_key, author_key, observed_date, week_start, published_date]
  accepted: { observed_basis: [observed, assumed] }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    seen.post_key,
    seen.author_key,
    seen.platform,
    seen.observed_basis,
    seen.likes_count,
    seen.likes_growth,
    seen.saves_count,
    seen.saves_growth,
    seen.replies_count,
    seen.replies_growth,
    seen.shares_count,
    seen.shares_growth,
    cast(date '1970-01-01' + seen.observed_day_no * interval '1' day as date) as observed_date,
    cast(date '1970-01-01' + seen.day_no * interval '1' day as date) as published_date
from int_engagement_history as seen
cross join params
