/*---
about: >-
  For each author on an own brand's list the ten of the brand's other candidates that are most alike: what they praise, how often,
  where and in which language. One row a brand, author, look-alike and week.
grain: [brand_id, author_key, similar_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the listed account.", personal: linkable }
  similar_key: { says: "Keyed pseudonym of the look-alike.", personal: linkable }
  similar_status: { says: "Where the look-alike stands: listed, eligible or early.", personal: linkable }
  rank: { says: "1 = most alike, up to 10.", personal: linkable }
  likeness: { says: "0.6 taste + 0.2 pace + 0.1 for the same platform + 0.1 for the same language; 0 to 1.", personal: linkable }
  taste: { says: "Cosine between the praise of the two over the brands of the category, 0 to 1.", personal: linkable }
  pace: { says: "The slower rate of praise over the faster, 0 to 1.", personal: linkable }
  is_same_platform: { says: "Both write most on one platform.", personal: linkable }
  is_same_language: { says: "Both write most in one language; false where one is not known.", personal: linkable }
checks:
  unique: [brand_id, author_key, similar_key, week_start]
  not_null: [brand_id, author_key, similar_key, week_start, rank, likeness]
  accepted: { similar_status: [listed, eligible, early] }
  between: { likeness: [0, 1], taste: [0, 1], pace: [0, 1], rank: [1, 10] }
  relationships: { brand_id: ref_brands.brand_id }
  no_rows: [select author_key from this where author_key = similar_key]
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    pair.brand_id,
    pair.author_key,
    pair.similar_key,
    pair.similar_status,
    pair.rank,
    round(pair.likeness, 6) as likeness,
    round(pair.taste, 6) as taste,
    round(pair.pace, 6) as pace,
    pair.is_same_platform,
    pair.is_same_language
from int_lookalikes as pair
cross join params
