/*---
about: >-
  One row an own brand, class and reason: how many accounts are left out of its lists. Suspected accounts are counted here and
  named in no file. Counts only.
grain: [brand_id, class, class_reason, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  class: { says: "official, organisation, media, store, kol, detractor, suspect, or consumer (left out by hand).", personal: none }
  class_reason: { says: "Rule that decided, as in left_out; patterns = suspect.", personal: none }
  authors_count: { says: "Accounts, at least 1.", personal: none }
checks:
  unique: [brand_id, class, class_reason, week_start]
  not_null: [brand_id, class, class_reason, week_start, authors_count]
  accepted: { class: [official, organisation, media, store, kol, detractor, suspect, consumer] }
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    counted.brand_id,
    counted.class,
    counted.class_reason,
    counted.authors_count
from int_left_out_counts as counted
cross join params
