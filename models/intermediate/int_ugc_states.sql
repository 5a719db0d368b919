/*---
about: >-
  Where the rights to show a post stand, by the decisions of people, for one brand or (brand_id null) for all. A grant counts
  as expired from the day after its last one.
grain: [post_key, brand_id]
---*/
select
    decision.subject_key as post_key,
    decision.brand_id,
    case
        when decision.value in ('granted', 'featured') and decision.value_day_no < params.as_of_day then 'expired'
        else decision.value
    end as rights_state,
    decision.decided_day_no
from stg_decisions as decision
cross join params
where decision.type = 'ugc_state' and decision.value is not null
