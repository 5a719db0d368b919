/*---
about: Mentions with their weight on the two clocks of ranking 0, and what they add on each as whole billionths, so that sums are exact in any order.
grain: [post_key, brand_id]
materialised: view
columns:
  slow_weight: { says: "weight x 2^(-age / slow half-life): whom the author prefers.", personal: none }
  fast_weight: { says: "weight x 2^(-age / fast half-life): whether the author is active now.", personal: none }
---*/
with aged as (
    select
        mention.post_key,
        mention.brand_id,
        mention.category,
        mention.author_key,
        mention.source_id,
        mention.coverage_basis,
        mention.role,
        mention.positive_p,
        mention.negative_p,
        mention.day_no,
        params.as_of_day - mention.day_no as age_days,
        cast(7 as bigint) * params.horizon_weeks as horizon_days,
        mention.weight * power(
            2e0,
            -cast(params.as_of_day - mention.day_no as double) / nullif(params.slow_half_life_days, 0e0)
        ) as slow_weight,
        mention.weight * power(
            2e0,
            -cast(params.as_of_day - mention.day_no as double) / nullif(params.fast_half_life_days, 0e0)
        ) as fast_weight,
        mention.is_inherited,
        mention.is_positive,
        mention.is_negative,
        mention.is_disclosed,
        mention.is_gifted,
        mention.week_start,
        mention.published_at
    from int_mentions as mention
    cross join params
)

select
    post_key,
    brand_id,
    category,
    author_key,
    source_id,
    coverage_basis,
    role,
    positive_p,
    negative_p,
    slow_weight,
    fast_weight,
    day_no,
    age_days,
    horizon_days,
    cast(round(positive_p * 1e9) as bigint) as said_positive_e9,
    cast(round(slow_weight * positive_p * 1e9) as bigint) as positive_e9,
    cast(round(slow_weight * negative_p * 1e9) as bigint) as negative_e9,
    cast(round(fast_weight * positive_p * 1e9) as bigint) as fast_positive_e9,
    cast(round(fast_weight * fast_weight * positive_p * 1e12) as bigint) as fast_variance_e12,
    cast(round(slow_weight * 1e9) as bigint) as weight_e9,
    cast(round(slow_weight * slow_weight * 1e12) as bigint) as weight_squared_e12,
    is_inherited,
    is_positive,
    is_negative,
    is_disclosed,
    is_gifted,
    week_start,
    published_at
from aged
