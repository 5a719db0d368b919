/*---
about: Lists as they were printed for earlier weeks. A list printed again replaces the earlier printing whole.
grain: [list, brand_id, as_of_day, author_key]
---*/
with earlier as (
    select
        printed.list,
        printed.brand_id,
        printed.author_key,
        printed.as_of_day,
        printed.rank,
        printed.score,
        cast(dense_rank() over (
            partition by printed.list, printed.brand_id, printed.as_of_day
            order by printed.published_at desc nulls last
        ) as bigint) as printing_no
    from lake_publications as printed
    join params on printed.as_of_day < params.as_of_day
)

select
    list,
    brand_id,
    author_key,
    as_of_day,
    min(rank) as rank,
    max(score) as score
from earlier
where printing_no = 1
group by list, brand_id, author_key, as_of_day
