/*---
about: >-
  The score that stands at index 50 in a category: the median of the lists printed in the 13 weeks before as_of, or of this
  week's lists while nothing has been printed yet.
grain: [category]
checks:
  unique: [category]
---*/
with printed as (
    select
        brand.category,
        past.score,
        past.author_key || ' ' || past.brand_id as line_key,
        past.as_of_day
    from stg_publications as past
    join ref_brands as brand on brand.brand_id = past.brand_id
    join params on past.as_of_day >= params.as_of_day - 91
    where past.list = 'koc_shortlist' and past.score > 0e0
),

printed_categories as (
    select category
    from printed
    group by category
),

scores as (
    select
        category,
        score,
        line_key,
        as_of_day
    from printed
    union all
    select
        listed.category,
        listed.core_score as score,
        listed.author_key || ' ' || listed.brand_id as line_key,
        cast(0 as bigint) as as_of_day
    from int_candidate_ranks as listed
    left join printed_categories on printed_categories.category = listed.category
    where listed.is_listed and printed_categories.category is null
),

ranked as (
    select
        category,
        score,
        cast(row_number() over (
            partition by category
            order by cast(round(score * 1e6) as bigint) nulls last, as_of_day nulls last, line_key nulls last
        ) as bigint) as place,
        cast(count(*) over (partition by category) as bigint) as places
    from scores
)

select
    category,
    (
        max(case when place = cast(floor(cast(places + 1 as double) / 2e0) as bigint) then score end)
        + max(case when place = cast(floor(cast(places + 2 as double) / 2e0) as bigint) then score end)
    ) / 2e0 as reference_score
from ranked
group by category
