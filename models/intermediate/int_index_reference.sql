/*---
about: >-
  The score that stands at index 50 in a category (ranking 7), frozen for the quarter: the median of the lists printed for the 13
  weeks before the quarter, else of the first lists printed in it, else of this week's.
grain: [category]
checks:
  unique: [category]
---*/
with printed as (
    select
        brand.category,
        past.score,
        past.author_key || ' ' || past.brand_id as line_key,
        past.as_of_day,
        -- Monday of the week that was reported; day 0 was a Thursday.
        7 * cast(floor((cast(past.as_of_day as double) + 3e0) / 7e0) as bigint) - 10 as week_day
    from stg_publications as past
    join ref_brands as brand on brand.brand_id = past.brand_id
    where past.list = 'koc_shortlist' and past.score > 0e0
),

placed as (
    select
        printed.category,
        printed.score,
        printed.line_key,
        printed.as_of_day,
        printed.week_day < params.quarter_start_day as is_before_quarter,
        cast(dense_rank() over (
            partition by printed.category, printed.week_day < params.quarter_start_day
            order by printed.as_of_day nulls last
        ) as bigint) = 1 as is_first
    from printed
    join params on printed.week_day >= params.quarter_start_day - 91
),

sources as (
    select
        category,
        max(case when is_before_quarter then 1 else 0 end) as has_before
    from placed
    group by category
),

scores as (
    select
        placed.category,
        placed.score,
        placed.line_key,
        placed.as_of_day
    from placed
    join sources on sources.category = placed.category
    where (sources.has_before = 1 and placed.is_before_quarter) or (sources.has_before = 0 and placed.is_first)
    union all
    select
        listed.category,
        listed.koc_score as score,
        listed.author_key || ' ' || listed.brand_id as line_key,
        cast(0 as bigint) as as_of_day
    from int_candidate_ranks as listed
    left join sources on sources.category = listed.category
    where listed.is_listed and sources.category is null
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
