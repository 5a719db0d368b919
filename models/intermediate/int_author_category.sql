/*---
about: One row an account and category with its praise on both clocks (ranking 3 and 4).
grain: [author_key, category]
columns:
  positive_sum: { says: "Pa_s of ranking 3: slow praise over all brands of the category.", personal: linkable }
  rate_per_year: { says: "Positive mentions in the category a year at today's pace (ranking 4).", personal: linkable }
---*/
with summed as (
    select
        author_key,
        category,
        cast(sum(positive_e9) as bigint) as positive_e9,
        cast(sum(fast_positive_e9) as bigint) as fast_positive_e9,
        cast(sum(mentions_count) as bigint) as mentions_count
    from int_author_brand
    group by author_key, category
)

select
    summed.author_key,
    summed.category,
    cast(summed.positive_e9 as double) / 1e9 as positive_sum,
    cast(summed.fast_positive_e9 as double) / 1e9 * 365e0 * ln(2e0) / nullif(params.fast_half_life_days, 0e0) as rate_per_year,
    summed.mentions_count
from summed
cross join params
