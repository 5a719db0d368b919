/*---
about: >-
  Accounts that somebody confirmed to be one person's, each with the name of its group: the smallest key in it. Accounts that
  are not here are a person each. Links are followed over up to six steps.
grain: [author_key]
columns:
  person_key: { says: "Smallest author_key of the group.", personal: linkable }
checks:
  unique: [author_key]
  not_null: [person_key]
---*/
with first_round as (
    select
        author_key,
        min(partner_key) as person_key
    from int_person_links
    group by author_key
),

second_round as (
    select
        link.author_key,
        min(known.person_key) as person_key
    from int_person_links as link
    join first_round as known on known.author_key = link.partner_key
    group by link.author_key
),

third_round as (
    select
        link.author_key,
        min(known.person_key) as person_key
    from int_person_links as link
    join second_round as known on known.author_key = link.partner_key
    group by link.author_key
),

fourth_round as (
    select
        link.author_key,
        min(known.person_key) as person_key
    from int_person_links as link
    join third_round as known on known.author_key = link.partner_key
    group by link.author_key
),

fifth_round as (
    select
        link.author_key,
        min(known.person_key) as person_key
    from int_person_links as link
    join fourth_round as known on known.author_key = link.partner_key
    group by link.author_key
)

select
    link.author_key,
    min(known.person_key) as person_key
from int_person_links as link
join fifth_round as known on known.author_key = link.partner_key
group by link.author_key
