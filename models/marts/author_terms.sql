/*---
about: >-
  One row an own brand, printed account (as in author_months) and word: at most 8 that stand in 2 of its mentions of the brand or
  more, complaints apart, more often than others use them. No names of configured brands. Empty unless koc.yaml says keywords: { enabled: true }. Words are direct: they may be looked up.
grain: [brand_id, author_key, term_no, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  term: { says: "Chinese word, or stem of an English one; pairs of English words with a space between.", personal: direct }
  term_no: { says: "Place, 1 to 8, most telling first.", personal: linkable }
  mentions_count: { says: "Mentions of the brand with it, complaints apart, at least 2.", personal: linkable }
checks:
  unique: [brand_id, author_key, term_no, week_start]
  not_null: [brand_id, author_key, term_no, week_start, term, mentions_count]
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    word.brand_id,
    word.author_key,
    word.term,
    word.term_no,
    word.mentions_count
from int_author_words as word
cross join params
where word.term_no <= 8
