/*---
about: >-
  Engagement of the posts and reviews of the last 26 weeks against what such a post of such an account usually gets, as a log
  ratio (ranking 1): reviews against their product, all else against platform x format x size x age.
grain: [post_key]
columns:
  engagement_residual: { says: "r of ranking 1, cut to [-3, 3]; 0 = as usual.", personal: linkable }
checks:
  unique: [post_key]
  not_null: [post_key, engagement_residual]
  between: { engagement_residual: [-3, 3] }
---*/
with residuals as (
    select
        post.post_key,
        post.author_key,
        post.engagement
        - coalesce(product.usual_engagement, cell.usual_engagement, usual.usual_engagement) as residual
    from int_engagement_posts as post
    join int_engagement_platforms as usual
        on usual.platform = post.platform and usual.is_review = post.is_review
    left join int_engagement_cells as cell
        on cell.platform = post.platform
        and cell.is_review = post.is_review
        and cell.format = post.format
        and cell.followers_tier = post.followers_tier
        and cell.age_bucket = post.age_bucket
    left join int_engagement_products as product
        on product.platform = post.platform and product.product = post.product
)

select
    post_key,
    author_key,
    case when residual > 3e0 then 3e0 when residual < -3e0 then -3e0 else residual end as engagement_residual
from residuals
