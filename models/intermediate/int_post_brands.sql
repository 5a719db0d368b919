/*---
about: How many brands a record names, and which one it is about if it names just one.
grain: [post_key]
columns:
  subject_brand_id: { says: "Set only where a record names exactly one brand and that is its subject.", personal: none }
---*/
select
    post_key,
    case
        when cast(count(*) as bigint) = 1 and max(role) = 'subject' then max(brand_id)
    end as subject_brand_id,
    cast(count(*) as bigint) as brands_count,
    cast(count(case when basis = 'field' then 1 end) as bigint) as field_brands_count
from stg_mentions
group by post_key
