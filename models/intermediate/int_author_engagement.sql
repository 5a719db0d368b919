/*---
about: Engagement index of an account over its posts and reviews of the last 26 weeks (ranking 1), leaning on 0 by 4 posts.
grain: [author_key]
columns:
  engagement_index: { says: "EI of ranking 1, a log ratio: 0 = as usual for accounts of that size, ln 2 = twice as much.", personal: linkable }
  engaged_posts_count: { says: "Posts whose counts could be compared.", personal: linkable }
  is_early: { says: "Under 3 such posts.", personal: linkable }
checks:
  unique: [author_key]
  not_null: [author_key, engagement_index, engaged_posts_count, is_early]
  between: { engagement_index: [-3, 3] }
---*/
with summed as (
    select
        author_key,
        cast(sum(cast(round(engagement_residual * 1e9) as bigint)) as double) / 1e9 as residual_sum,
        cast(count(*) as bigint) as engaged_posts_count
    from int_post_engagement
    where author_key is not null
    group by author_key
)

select
    author_key,
    residual_sum / nullif(cast(engaged_posts_count as double) + 4e0, 0e0) as engagement_index,
    engaged_posts_count,
    engaged_posts_count < 3 as is_early
from summed
