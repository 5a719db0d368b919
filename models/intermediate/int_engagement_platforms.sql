/*---
about: Median engagement of the organic posts of a platform (med_p of ranking 1); reviews, whose votes mean something else, apart.
grain: [platform, is_review]
checks:
  unique: [platform, is_review]
  not_null: [usual_engagement]
---*/
with ranked as (
    select
        platform,
        is_review,
        engagement,
        cast(row_number() over (
            partition by platform, is_review
            order by cast(round(engagement * 1e9) as bigint) nulls last, post_key nulls last
        ) as bigint) as place,
        cast(count(*) over (partition by platform, is_review) as bigint) as places
    from int_engagement_posts
    where is_organic
)

select
    platform,
    is_review,
    (
        max(case when place = cast(floor(cast(places + 1 as double) / 2e0) as bigint) then engagement end)
        + max(case when place = cast(floor(cast(places + 2 as double) / 2e0) as bigint) then engagement end)
    ) / 2e0 as usual_engagement
from ranked
group by platform, is_review
