/*---
about: >-
  Places on the newest list of each brand that was printed for an earlier week. The place of one account of a person is that of
  all of them, so that a list is not new to somebody who stood on it under another name.
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
    coalesce(alias.author_key, past.author_key) as author_key,
    min(past.rank) as rank
from stg_publications as past
join newest on newest.brand_id = past.brand_id and newest.as_of_day = past.as_of_day
left join int_persons as person on person.author_key = past.author_key
left join int_persons as alias on alias.person_key = person.person_key
where past.list = 'koc_shortlist'
group by past.brand_id, coalesce(alias.author_key, past.author_key)
