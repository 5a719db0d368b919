/*---
about: How much an account says about a category at all, and how far its pace can be relied on.
grain: [author_key, category]
columns:
  rate_variance: { says: "Variance of rate_per_year over its square: each mention counted as a chance event. Null = no praise.", personal: linkable }
---*/
with summed as (
    select
        author_key,
        category,
        cast(sum(fast_positive_e9) as double) / 1e9 as fast_positive_sum,
        cast(sum(fast_variance_e12) as double) / 1e12 as fast_variance_sum,
        cast(sum(mentions_count) as bigint) as mentions_count
    from int_author_brand
    group by author_key, category
)

select
    author_key,
    category,
    fast_variance_sum / nullif(fast_positive_sum * fast_positive_sum, 0e0) as rate_variance,
    mentions_count
from summed
