/*---
about: What was usual for each configured brand at each moment, towards which single accounts are shrunk (ranking 2 and 3).
grain: [moment, brand_id]
columns:
  usual_positivity: { says: "mu_b of ranking 2: share of its mentions that are positive, leaning on the category's by 5 mentions.", personal: none }
  usual_share: { says: "q_b of ranking 3: its part of the category's praise; null = the category has no praise.", personal: none }
checks:
  not_null: [moment, brand_id, usual_positivity]
  between: { usual_positivity: [0, 1], usual_share: [0, 1] }
  no_rows:
    - select moment, brand_id from this group by moment, brand_id having count(*) > 1
---*/
with daily as (
    select
        brand_id,
        day_no,
        cast(sum(cast(round(weight * positive_p * 1e9) as bigint)) as bigint) as positive_e9,
        cast(sum(cast(round(weight * 1e9) as bigint)) as bigint) as weight_e9
    from int_mentions
    group by brand_id, day_no
),

mentioned as (
    select
        moments.moment,
        daily.brand_id,
        cast(sum(daily.positive_e9) as bigint) as positive_e9,
        cast(sum(daily.weight_e9) as bigint) as weight_e9
    from daily
    cross join params
    join int_moments as moments on daily.day_no < params.as_of_day - moments.age_days
    group by moments.moment, daily.brand_id
),

praised as (
    select
        moment,
        brand_id,
        cast(sum(positive_e9) as bigint) as praise_e9
    from int_pair_moments
    group by moment, brand_id
),

by_brand as (
    select
        moments.moment,
        brand.brand_id,
        brand.category,
        coalesce(mentioned.positive_e9, 0) as positive_e9,
        coalesce(mentioned.weight_e9, 0) as weight_e9,
        coalesce(praised.praise_e9, 0) as praise_e9
    from ref_brands as brand
    cross join int_moments as moments
    left join mentioned on mentioned.brand_id = brand.brand_id and mentioned.moment = moments.moment
    left join praised on praised.brand_id = brand.brand_id and praised.moment = moments.moment
),

by_category as (
    select
        moment,
        category,
        coalesce(
            cast(sum(positive_e9) as double) / nullif(cast(sum(weight_e9) as double), 0e0),
            0.5e0
        ) as usual_positivity,
        cast(sum(praise_e9) as double) as praise_e9
    from by_brand
    group by moment, category
)

select
    by_brand.moment,
    by_brand.brand_id,
    by_brand.category,
    (cast(by_brand.positive_e9 as double) / 1e9 + 5e0 * by_category.usual_positivity)
    / nullif(cast(by_brand.weight_e9 as double) / 1e9 + 5e0, 0e0) as usual_positivity,
    cast(by_brand.praise_e9 as double) / nullif(by_category.praise_e9, 0e0) as usual_share
from by_brand
join by_category on by_category.category = by_brand.category and by_category.moment = by_brand.moment
