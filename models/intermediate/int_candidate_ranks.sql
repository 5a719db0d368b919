/*---
about: Places of the eligible candidates of each brand, and whether they are new there; ties go to more weeks, then the newer mention, then the key.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with ranked as (
    select
        brand_id,
        author_key,
        category,
        core_score,
        cast(row_number() over (
            partition by brand_id
            order by
                cast(round(core_score * 1e6) as bigint) desc nulls last,
                weeks_count desc nulls last,
                last_mention_at desc nulls last,
                author_key nulls last
        ) as bigint) as place
    from int_candidates
    where is_eligible
),

printed_before as (
    select brand_id
    from int_previous_ranks
    group by brand_id
)

select
    ranked.brand_id,
    ranked.author_key,
    ranked.category,
    ranked.core_score,
    ranked.place,
    ranked.place <= params.list_size as is_listed,
    printed_before.brand_id is not null and previous.author_key is null as is_new
from ranked
cross join params
left join printed_before on printed_before.brand_id = ranked.brand_id
left join int_previous_ranks as previous
    on previous.brand_id = ranked.brand_id and previous.author_key = ranked.author_key
