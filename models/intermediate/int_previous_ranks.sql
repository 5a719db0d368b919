/*---
about: Places on the newest list of each brand that was printed for an earlier week.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with newest as (
    select
        brand_id,
        max(as_of_day) as as_of_day
    from stg_publications
    where list = 'koc_shortlist'
    group by brand_id
)

select
    past.brand_id,
    past.author_key,
    past.rank
from stg_publications as past
join newest on newest.brand_id = past.brand_id and newest.as_of_day = past.as_of_day
where past.list = 'koc_shortlist'
