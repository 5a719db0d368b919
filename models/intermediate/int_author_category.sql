/*---
about: One row an account and category with its praise on both clocks (ranking 3 and 4), at each moment.
grain: [moment, author_key, category]
columns:
  positive_sum: { says: "Pa_s of ranking 3: slow praise over all brands of the category.", personal: linkable }
  rate_per_year: { says: "Positive mentions in the category a year at the pace of the moment (ranking 4).", personal: linkable }
---*/
with summed as (
    select
        moment,
        author_key,
        category,
        cast(sum(positive_e9) as bigint) as positive_e9,
        cast(sum(fast_positive_e9) as bigint) as fast_positive_e9,
        max(slow_growth) as slow_growth,
        max(fast_growth) as fast_growth
    from int_pair_moments
    group by moment, author_key, category
)

select
    summed.moment,
    summed.author_key,
    summed.category,
    cast(summed.positive_e9 as double) / 1e9 * summed.slow_growth as positive_sum,
    cast(summed.fast_positive_e9 as double) / 1e9 * summed.fast_growth
    * 365e0 * ln(2e0) / nullif(params.fast_half_life_days, 0e0) as rate_per_year
from summed
cross join params
