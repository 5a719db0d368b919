/*---
about: >-
  One row an own brand and aspect: how many mentions of the 84 days before as_of praise it and how many blame it. Consumers
  only, suspects not; an example of either is the newest, none for sensitive categories.
grain: [brand_id, aspect, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  aspect: { says: "texture, colour, effect, smell, packaging, price, delivery, service, safety and others.", personal: none }
  praised_post_key: { says: "Keyed pseudonym of the newest record that praises it; null = none does.", personal: linkable }
  blamed_post_key: { says: "Keyed pseudonym of the newest record that blames it; null = none does.", personal: linkable }
  praised_count: { says: "Mentions that praise it; one that does both counts in both.", personal: none }
  blamed_count: { says: "Mentions that blame it.", personal: none }
  authors_count: { says: "Different accounts among them.", personal: none }
checks:
  unique: [brand_id, aspect, week_start]
  not_null: [brand_id, aspect, week_start, praised_count, blamed_count, authors_count]
  relationships: { brand_id: ref_brands.brand_id }
  no_rows: [select brand_id from this where praised_count + blamed_count < authors_count]
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    aspects.brand_id,
    aspects.aspect,
    aspects.praised_post_key,
    aspects.blamed_post_key,
    aspects.praised_count,
    aspects.blamed_count,
    aspects.authors_count
from int_brand_aspects as aspects
cross join params
