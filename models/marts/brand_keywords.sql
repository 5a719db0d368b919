/*---
about: >-
  One row an own brand and word: the 60 words of the 84 days before as_of that mark the brand best off from the others of its
  category, each used by at least 3 consumers. Empty unless koc.yaml says keywords: { enabled: true }.
grain: [brand_id, term, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  term: { says: "Chinese word, or stem of an English one; pairs of English words with a space between.", personal: none }
  keyword_no: { says: "Place within the brand, 1 to 60, most telling first.", personal: none }
  authors_count: { says: "Different consumers who used it of the brand, at least 3.", personal: none }
  mentions_count: { says: "Their mentions with it.", personal: none }
  positive_mentions_count: { says: "Those that are positive.", personal: none }
  lift: { says: "How much more often than by consumers of the category's other brands, leaning on 1; null = nobody speaks of another brand.", personal: none }
checks:
  unique: [brand_id, term, week_start]
  not_null: [brand_id, term, week_start, keyword_no, authors_count, mentions_count]
  relationships: { brand_id: ref_brands.brand_id }
  no_rows: [select brand_id from this where authors_count < 3]
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    word.brand_id,
    word.term,
    word.keyword_no,
    word.authors_count,
    word.mentions_count,
    word.positive_mentions_count,
    round(word.lift, 6) as lift
from int_brand_keywords as word
cross join params
where word.keyword_no <= 60
