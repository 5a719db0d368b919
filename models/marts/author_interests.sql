/*---
about: One row an own brand, printed account (as in author_months) and aspect or product of the brand that it speaks of, at any time.
grain: [brand_id, author_key, kind, code, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  kind: { says: "aspect or product.", personal: linkable }
  code: { says: "Aspect (texture, effect, price and so on), or id of a configured product.", personal: linkable }
  mentions_count: { says: "Mentions of the brand that speak of it.", personal: linkable }
  praised_count: { says: "Mentions that praise the aspect; of a product, positive ones that name it.", personal: linkable }
  blamed_count: { says: "Mentions that blame the aspect; of a product, negative ones that name it.", personal: linkable }
checks:
  unique: [brand_id, author_key, kind, code, week_start]
  not_null: [brand_id, author_key, kind, code, week_start, mentions_count]
  accepted: { kind: [aspect, product] }
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    interest.brand_id,
    interest.author_key,
    interest.kind,
    interest.code,
    interest.mentions_count,
    interest.praised_count,
    interest.blamed_count
from int_author_interests as interest
cross join params
