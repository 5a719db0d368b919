/*---
about: How many accounts stand in each segment of an own brand (author_segments), suspects included; one row a brand, segment, quadrant and week.
grain: [brand_id, segment, quadrant, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  segment: { says: "As in author_segments, or suspect (unusual patterns; of these only this number is published).", personal: none }
  quadrant: { says: "As in author_segments; none = not known.", personal: none }
  authors_count: { says: "Accounts.", personal: none }
checks:
  unique: [brand_id, segment, quadrant, week_start]
  not_null: [brand_id, segment, quadrant, week_start, authors_count]
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    account.brand_id,
    account.segment,
    coalesce(account.quadrant, 'none') as quadrant,
    cast(count(*) as bigint) as authors_count
from int_segments as account
cross join params
group by
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    account.brand_id,
    account.segment,
    coalesce(account.quadrant, 'none')
