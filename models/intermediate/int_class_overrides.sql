/*---
about: The class that somebody gave an account by hand, for one brand or (brand_id null) for all; it wins over the rules, and the one for the brand over the one for all.
grain: [author_key, brand_id]
columns:
  is_official: { says: "The class does not speak as a consumer: nothing it says enters a sum.", personal: linkable }
checks:
  accepted: { author_class: [official, organisation, media, store, kol, consumer] }
---*/
select
    subject_key as author_key,
    brand_id,
    value as author_class,
    value in ('official', 'organisation', 'media', 'store') as is_official,
    decided_at
from stg_decisions
where
    type = 'class_override'
    and value in ('official', 'organisation', 'media', 'store', 'kol', 'consumer')
