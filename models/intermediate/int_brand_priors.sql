/*---
about: One row a configured brand with what is usual for it, towards which single accounts are shrunk (ranking 2 and 3).
grain: [brand_id]
columns:
  usual_positivity: { says: "mu_b of ranking 2: share of its mentions that are positive, leaning on the category's by 5 mentions.", personal: none }
  usual_share: { says: "q_b of ranking 3: its part of the category's praise; null = the category has no praise.", personal: none }
checks:
  unique: [brand_id]
  not_null: [brand_id, usual_positivity]
  between: { usual_positivity: [0, 1], usual_share: [0, 1] }
---*/
with mentioned as (
    select
        brand_id,
        cast(sum(cast(round(weight * positive_p * 1e9) as bigint)) as bigint) as positive_e9,
        cast(sum(cast(round(weight * 1e9) as bigint)) as bigint) as weight_e9
    from int_mentions
    group by brand_id
),

praised as (
    select
        brand_id,
        cast(sum(positive_e9) as bigint) as praise_e9
    from int_author_brand
    group by brand_id
),

by_brand as (
    select
        brand.brand_id,
        brand.category,
        coalesce(mentioned.positive_e9, 0) as positive_e9,
        coalesce(mentioned.weight_e9, 0) as weight_e9,
        coalesce(praised.praise_e9, 0) as praise_e9
    from ref_brands as brand
    left join mentioned on mentioned.brand_id = brand.brand_id
    left join praised on praised.brand_id = brand.brand_id
),

by_category as (
    select
        category,
        coalesce(
            cast(sum(positive_e9) as double) / nullif(cast(sum(weight_e9) as double), 0e0),
            0.5e0
        ) as usual_positivity,
        cast(sum(praise_e9) as double) as praise_e9
    from by_brand
    group by category
)

select
    by_brand.brand_id,
    by_brand.category,
    (cast(by_brand.positive_e9 as double) / 1e9 + 5e0 * by_category.usual_positivity)
    / nullif(cast(by_brand.weight_e9 as double) / 1e9 + 5e0, 0e0) as usual_positivity,
    cast(by_brand.praise_e9 as double) / nullif(by_category.praise_e9, 0e0) as usual_share
from by_brand
join by_category on by_category.category = by_brand.category
