/*---
about: >-
  Accounts that the operator knows as customers (ranking 5: match with CRM or loyalty programme).
grain: [author_key]
checks:
  unique: [author_key]
---*/
with claims as (
    select account_key as author_key
    from ref_people
    where basis = 'customer'
    union all
    select names.author_key
    from stg_author_names as names
    join ref_people as people on people.account_key = names.name_key
    where people.basis = 'customer'
)

select author_key
from claims
group by author_key
