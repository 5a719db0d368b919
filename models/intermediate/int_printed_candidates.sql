/*---
about: >-
  Candidates whom files for people may print: everybody listed, everybody who stood on the last printed list, and of the early
  ones the 50 nearest to the list of each brand.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with placed as (
    select
        candidate.brand_id,
        candidate.author_key,
        status.status,
        previous.rank is not null as was_listed,
        cast(row_number() over (
            partition by candidate.brand_id, status.status
            order by cast(round(candidate.koc_score * 1e6) as bigint) desc nulls last, candidate.author_key nulls last
        ) as bigint) as place
    from int_candidates as candidate
    join int_candidate_status as status
        on status.brand_id = candidate.brand_id and status.author_key = candidate.author_key
    left join int_previous_ranks as previous
        on previous.brand_id = candidate.brand_id and previous.author_key = candidate.author_key
)

select
    brand_id,
    author_key
from placed
where status = 'listed' or was_listed or (status = 'early' and place <= 50)
