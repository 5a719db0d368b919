/*---
about: The other accounts of somebody whom files for people may print, as somebody confirmed them; accounts that are not here yet have no row.
grain: [author_key, account_key]
columns:
  account_key: { says: "Another account of the same person.", personal: linkable }
  platform: { says: "Platform of that account.", personal: linkable }
checks:
  unique: [author_key, account_key]
  not_null: [platform]
---*/
with printed as (
    select distinct author_key
    from int_printed_candidates
),

accounts as (
    select
        person.author_key,
        person.person_key,
        max(post.platform) as platform
    from int_persons as person
    join stg_posts as post on post.author_key = person.author_key
    group by person.author_key, person.person_key
)

select
    printed.author_key,
    account.author_key as account_key,
    account.platform
from printed
join int_persons as person on person.author_key = printed.author_key
join accounts as account on account.person_key = person.person_key
where account.author_key <> printed.author_key
