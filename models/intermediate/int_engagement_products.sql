/*---
about: Mean engagement of the organic reviews of a product, leaning on the platform's median by 20 reviews (ranking 1).
grain: [platform, product]
checks:
  unique: [platform, product]
  not_null: [usual_engagement]
---*/
with summed as (
    select
        platform,
        product,
        cast(sum(cast(round(engagement * 1e9) as bigint)) as double) / 1e9 as engagement_sum,
        cast(count(*) as double) as reviews_count
    from int_engagement_posts
    where is_organic and is_review and product is not null
    group by platform, product
)

select
    summed.platform,
    summed.product,
    (summed.engagement_sum + 20e0 * usual.usual_engagement)
    / nullif(summed.reviews_count + 20e0, 0e0) as usual_engagement
from summed
join int_engagement_platforms as usual on usual.platform = summed.platform and usual.is_review
