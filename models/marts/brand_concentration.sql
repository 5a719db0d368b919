/*---
about: >-
  How praise of a brand is spread over the consumers who have praised it (ranking 16): one row a brand, own or tracked, and week.
  Shares are null under 10 authors, where they would describe persons rather than a spread.
grain: [brand_id, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Configured brand.", personal: none }
  authors_count: { says: "Consumers with at least one positive mention.", personal: none }
  top_1_share: { says: "Part of all praise that comes from the first 1 % of authors (rounded up to whole authors), 0 to 1.", personal: none }
  top_5_share: { says: "Part of all praise that comes from the first 5 % of authors (rounded up to whole authors), 0 to 1.", personal: none }
  top_10_share: { says: "Part of all praise that comes from the first 10 % of authors (rounded up to whole authors), 0 to 1.", personal: none }
  top_20_share: { says: "Part of all praise that comes from the first 20 % of authors (rounded up to whole authors), 0 to 1.", personal: none }
  top_50_share: { says: "Part of all praise that comes from the first 50 % of authors (rounded up to whole authors), 0 to 1.", personal: none }
  gini: { says: "Gini coefficient of praise over these authors: 0 = all alike.", personal: none }
checks:
  unique: [brand_id, week_start]
  not_null: [brand_id, week_start, authors_count]
  between: { top_1_share: [0, 1], top_50_share: [0, 1], gini: [0, 1] }
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    spread.brand_id,
    spread.authors_count,
    case when spread.authors_count >= 10 then round(spread.top_1_share, 6) end as top_1_share,
    case when spread.authors_count >= 10 then round(spread.top_5_share, 6) end as top_5_share,
    case when spread.authors_count >= 10 then round(spread.top_10_share, 6) end as top_10_share,
    case when spread.authors_count >= 10 then round(spread.top_20_share, 6) end as top_20_share,
    case when spread.authors_count >= 10 then round(spread.top_50_share, 6) end as top_50_share,
    case when spread.authors_count >= 10 then round(spread.gini, 6) end as gini
from int_concentration as spread
cross join params
