/*---
about: Size of the accounts of profiled authors, as last known.
grain: [author_key]
checks:
  unique: [author_key]
---*/
select
    profiled.author_key,
    account.followers_count,
    account.followers_is_floor
from int_profiled_authors as profiled
left join stg_authors as account on account.author_key = profiled.author_key
