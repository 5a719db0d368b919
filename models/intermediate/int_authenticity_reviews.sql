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
with summed as (
    select
        post.author_key,
        cast(sum(cast(round(abs(post.rating_part - product.usual_rating) * 1e9) as bigint)) as double) / 1e9 as deviation_sum,
        cast(count(case when product.usual_rating is not null then post.rating_part end) as bigint) as rated_count,
        cast(count(case when post.is_purchase_verified then 1 end) as double) as verified_count,
        cast(count(post.is_purchase_verified) as bigint) as marked_count
    from int_authenticity_posts as post
    left join int_authenticity_products as product
        on product.platform = post.platform and product.product = post.product
    where post.rating_part is not null or post.is_purchase_verified is not null
    group by post.author_key
)

select
    author_key,
    case when rated_count >= 4 then deviation_sum / nullif(cast(rated_count as double), 0e0) end as deviation,
    verified_count / nullif(cast(marked_count as double), 0e0) as verified_share,
    marked_count
from summed
