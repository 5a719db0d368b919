/*---
about: Accounts that stand among the KOC or the UGC candidates of an own brand; only of these are profiles made.
grain: [author_key]
checks:
  unique: [author_key]
---*/
with standing as (
    select author_key
    from int_candidates
    union all
    select author_key
    from int_ugc_ranks
)

select author_key
from standing
group by author_key
