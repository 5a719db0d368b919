/*---
about: >-
  Engagement of the posts and reviews of the last 26 weeks against the median of their platform, as a log ratio (ranking 1,
  first form: one baseline a platform). A count that is not shown drops out; a post that shows none has no row.
grain: [post_key]
columns:
  engagement_residual: { says: "ln(1 + likes + 2 saves + 3 replies + 3 shares) less the platform's median, cut to [-3, 3].", personal: linkable }
---*/
with engaged as (
    select
        post.post_key,
        post.platform,
        ln(1e0 + cast(
            coalesce(seen.likes_count, 0)
            + 2 * coalesce(seen.saves_count, 0)
            + 3 * coalesce(seen.replies_count, 0)
            + 3 * coalesce(seen.shares_count, 0) as double
        )) as engagement
    from stg_posts as post
    join stg_observations as seen on seen.post_key = post.post_key
    join params on post.day_no >= params.as_of_day - 182
    where
        post.kind in ('post', 'review')
        and (
            seen.likes_count is not null
            or seen.saves_count is not null
            or seen.replies_count is not null
            or seen.shares_count is not null
        )
),

ranked as (
    select
        platform,
        engagement,
        cast(row_number() over (
            partition by platform
            order by cast(round(engagement * 1e6) as bigint) nulls last, post_key nulls last
        ) as bigint) as place,
        cast(count(*) over (partition by platform) as bigint) as places
    from engaged
),

baselines as (
    select
        platform,
        (
            max(case when place = cast(floor(cast(places + 1 as double) / 2e0) as bigint) then engagement end)
            + max(case when place = cast(floor(cast(places + 2 as double) / 2e0) as bigint) then engagement end)
        ) / 2e0 as usual_engagement
    from ranked
    group by platform
),

residuals as (
    select
        engaged.post_key,
        engaged.engagement - baselines.usual_engagement as residual
    from engaged
    join baselines on baselines.platform = engaged.platform
)

select
    post_key,
    case when residual > 3e0 then 3e0 when residual < -3e0 then -3e0 else residual end as engagement_residual
from residuals
