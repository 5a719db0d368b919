/*---
about: >-
  What posts of one platform, format, size of account and age usually get: the median of the cell's organic posts, leaning on
  the platform's by 20 posts, so that a cell of few posts falls back to the platform by itself.
grain: [platform, is_review, format, followers_tier, age_bucket]
checks:
  unique: [platform, is_review, format, followers_tier, age_bucket]
  not_null: [usual_engagement, posts_count]
---*/
with ranked as (
    select
        platform,
        is_review,
        format,
        followers_tier,
        age_bucket,
        engagement,
        cast(row_number() over (
            partition by platform, is_review, format, followers_tier, age_bucket
            order by cast(round(engagement * 1e9) as bigint) nulls last, post_key nulls last
        ) as bigint) as place,
        cast(count(*) over (
            partition by platform, is_review, format, followers_tier, age_bucket
        ) as bigint) as places
    from int_engagement_posts
    where is_organic
),

medians as (
    select
        platform,
        is_review,
        format,
        followers_tier,
        age_bucket,
        max(places) as posts_count,
        (
            max(case when place = cast(floor(cast(places + 1 as double) / 2e0) as bigint) then engagement end)
            + max(case when place = cast(floor(cast(places + 2 as double) / 2e0) as bigint) then engagement end)
        ) / 2e0 as median_engagement
    from ranked
    group by platform, is_review, format, followers_tier, age_bucket
)

select
    medians.platform,
    medians.is_review,
    medians.format,
    medians.followers_tier,
    medians.age_bucket,
    medians.posts_count,
    (cast(medians.posts_count as double) * medians.median_engagement + 20e0 * usual.usual_engagement)
    / nullif(cast(medians.posts_count as double) + 20e0, 0e0) as usual_engagement
from medians
join int_engagement_platforms as usual
    on usual.platform = medians.platform and usual.is_review = medians.is_review
