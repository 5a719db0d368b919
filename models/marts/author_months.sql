/*---
about: >-
  One row an own brand, printed account and calendar month of the last 12 with a mention of the brand. Printed are those listed,
  those who stood on the last list, and the early ones nearest to it.
grain: [brand_id, author_key, month, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  month: { says: "First day of the month, in the workspace's zone.", personal: linkable }
  mentions_count: { says: "Mentions of the brand in the month, at least 1.", personal: linkable }
  positive_mentions_count: { says: "Those that are positive.", personal: linkable }
  negative_mentions_count: { says: "Those that are negative.", personal: linkable }
checks:
  unique: [brand_id, author_key, month, week_start]
  not_null: [brand_id, author_key, month, week_start, mentions_count]
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    months.brand_id,
    months.author_key,
    months.mentions_count,
    months.positive_mentions_count,
    months.negative_mentions_count,
    months.month
from int_author_months as months
cross join params
