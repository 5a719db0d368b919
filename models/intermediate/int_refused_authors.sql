/*---
about: Accounts whose owners asked to be left out or forgotten. Nothing of theirs enters any sum, for any brand and week.
grain: [author_key]
checks:
  unique: [author_key]
---*/
select subject_key as author_key
from stg_decisions
where type in ('opt_out', 'forget')
group by subject_key
