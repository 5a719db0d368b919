/*---
about: Accounts that stand in koc_candidates; of no others are signals of authenticity published by account.
grain: [author_key]
checks:
  unique: [author_key]
---*/
select author_key
from int_candidates
group by author_key
