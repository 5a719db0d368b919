/*---
about: Where the rights to show a post stand, by the decisions of people, for one brand or (brand_id null) for all.
grain: [post_key, brand_id]
---*/
select
    subject_key as post_key,
    brand_id,
    value as rights_state,
    decided_day_no
from stg_decisions
where type = 'ugc_state' and value is not null
