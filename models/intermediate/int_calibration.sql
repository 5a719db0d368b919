/*---
about: >-
  One row a category: praise that came in the last horizon over the praise that was expected at its start (ranking 4), of the
  pairs known then. Under 10 expected mentions say too little; then, and in a back-test, calibration is 1.
grain: [category]
columns:
  calibration: { says: "Factor on expected mentions; 1 where it could not be worked out.", personal: none }
  expected_sum: { says: "Mentions expected one horizon before as_of.", personal: none }
  actual_sum: { says: "Sum of p+ of the mentions since.", personal: none }
checks:
  unique: [category]
  not_null: [category, calibration, is_calibrated]
---*/
with compared as (
    select
        past.category,
        cast(sum(cast(round(past.expected_uncalibrated * 1e9) as bigint)) as double) / 1e9 as expected_sum,
        cast(sum(pair.later_positive_e9) as double) / 1e9 as actual_sum
    from int_affinity as past
    join int_author_brand as pair on pair.brand_id = past.brand_id and pair.author_key = past.author_key
    where past.moment = 'cut'
    group by past.category
),

categories as (
    select category
    from ref_brands
    group by category
)

select
    categories.category,
    case
        when compared.expected_sum >= 10e0 then compared.actual_sum / nullif(compared.expected_sum, 0e0)
        else 1e0
    end as calibration,
    coalesce(compared.expected_sum, 0e0) as expected_sum,
    coalesce(compared.actual_sum, 0e0) as actual_sum,
    coalesce(compared.expected_sum >= 10e0, false) as is_calibrated
from categories
left join compared on compared.category = categories.category
