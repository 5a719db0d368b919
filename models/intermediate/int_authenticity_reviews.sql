/*---
about: How an account rates against what others give the same products, and how many of its reviews are marked as bought, over the last 26 weeks.
grain: [author_key]
columns:
  deviation: { says: "Mean distance from the product's mean rating, in parts of the scale; null = under 4 rated reviews.", personal: linkable }
  verified_share: { says: "Part of the reviews that the source marks as bought; null = it marks none of them either way.", personal: linkable }
checks:
  unique: [author_key]
  between: { verified_share: [0, 1] }
---*/
with products as (
    select
        platform,
        product,
        cast(sum(cast(round(rating / nullif(rating_scale, 0e0) * 1e9) as bigint)) as double) / 1e9
        / nullif(cast(count(rating / nullif(rating_scale, 0e0)) as double), 0e0) as usual_rating
    from stg_posts
    where rating is not null and product is not null
    group by platform, product
),

summed as (
    select
        post.author_key,
        cast(sum(cast(round(abs(post.rating_part - products.usual_rating) * 1e9) as bigint)) as double) / 1e9 as deviation_sum,
        cast(count(case when products.usual_rating is not null then post.rating_part end) as bigint) as rated_count,
        cast(count(case when post.is_purchase_verified then 1 end) as double) as verified_count,
        cast(count(post.is_purchase_verified) as bigint) as marked_count
    from int_authenticity_posts as post
    left join products on products.platform = post.platform and products.product = post.product
    where post.rating_part is not null or post.is_purchase_verified is not null
    group by post.author_key
)

select
    author_key,
    case when rated_count >= 4 then deviation_sum / nullif(cast(rated_count as double), 0e0) end as deviation,
    verified_count / nullif(cast(marked_count as double), 0e0) as verified_share,
    marked_count
from summed
