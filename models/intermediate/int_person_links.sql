/*---
about: Pairs of accounts that somebody confirmed to be one person's, both ways round, and each of them with itself.
grain: [author_key, partner_key]
---*/
with confirmed as (
    select
        subject_key,
        value as other_key
    from stg_decisions
    where type = 'same_person' and value is not null and value <> 'none' and value <> subject_key
)

select
    subject_key as author_key,
    other_key as partner_key
from confirmed
union
select
    other_key as author_key,
    subject_key as partner_key
from confirmed
union
select
    subject_key as author_key,
    subject_key as partner_key
from confirmed
union
select
    other_key as author_key,
    other_key as partner_key
from confirmed
