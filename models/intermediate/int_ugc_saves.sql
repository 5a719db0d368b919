/*---
about: >-
  How often a post is saved for each like, against the median of its platform (the behavioural half of utility, ranking 9):
  posts that people want to find again are saved. Only posts whose source shows both counts.
grain: [post_key]
columns:
  save_residual: { says: "ln(1 + saves) - ln(1 + likes) less the median of organic posts of the platform; 0 = as usual.", personal: linkable }
checks:
  unique: [post_key]
  not_null: [post_key, save_residual]
---*/
with counted as (
    select
        counts.post_key,
        counts.platform,
        counts.is_organic,
        ln(1e0 + cast(counts.saves_count as double)) - ln(1e0 + cast(counts.likes_count as double)) as save_ratio
    from int_engagement_counts as counts
    join int_engagement_shown as shown
        on shown.source_id = counts.source_id
        and shown.kind = counts.kind
        and shown.format = counts.format
    where
        shown.has_likes
        and shown.has_saves
        and not counts.is_review
        and counts.saves_count is not null
        and counts.likes_count is not null
),

ranked as (
    select
        platform,
        save_ratio,
        cast(row_number() over (
            partition by platform
            order by cast(round(save_ratio * 1e9) as bigint) nulls last, post_key nulls last
        ) as bigint) as place,
        cast(count(*) over (partition by platform) as bigint) as places
    from counted
    where is_organic
),

medians as (
    select
        platform,
        (
            max(case when place = cast(floor(cast(places + 1 as double) / 2e0) as bigint) then save_ratio end)
            + max(case when place = cast(floor(cast(places + 2 as double) / 2e0) as bigint) then save_ratio end)
        ) / 2e0 as usual_save_ratio
    from ranked
    group by platform
)

select
    counted.post_key,
    counted.save_ratio - medians.usual_save_ratio as save_residual
from counted
join medians on medians.platform = counted.platform
