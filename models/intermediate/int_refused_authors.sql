/*---
about: Accounts whose owners asked to be left out, and did not take it back, or forgotten. Nothing of theirs enters any sum, for any brand and week.
grain: [author_key]
checks:
  unique: [author_key]
---*/
select subject_key as author_key
from stg_decisions
where type = 'forget' or (type = 'opt_out' and coalesce(value, 'refused') <> 'withdrawn')
group by subject_key
