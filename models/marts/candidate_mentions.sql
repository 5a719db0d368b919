/*---
about: >-
  One row an own brand, printed account (as in author_months) and mention of the brand, at most 12: what koc_candidates cites
  first, then the newest.
grain: [brand_id, author_key, mention_no, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  post_key: { says: "Keyed pseudonym of the record.", personal: linkable }
  platform: { says: "Platform of the record.", personal: linkable }
  kind: { says: "post, comment, review or mention.", personal: linkable }
  feeling: { says: "positive (p+ of at least 0.5, above p-), negative (p- of at least 0.5, above p+) or neutral.", personal: linkable }
  disclosure_kind: { says: "paid, gift, sample, affiliation or commerce, or denied (says that nothing was received); null = nothing is said.", personal: linkable }
  disclosure_state: { says: "declared, suspected or denied; null likewise.", personal: linkable }
  mention_no: { says: "Place, 1 to 12.", personal: linkable }
  likes_count: { says: "At the last observation before as_of; null = not shown.", personal: linkable }
  saves_count: { says: "As likes_count.", personal: linkable }
  replies_count: { says: "As likes_count.", personal: linkable }
  shares_count: { says: "As likes_count.", personal: linkable }
  image_count: { says: "Null = not said.", personal: linkable }
  is_inherited: { says: "Names no brand and answers a post about this one.", personal: linkable }
  has_video: { says: "Null = not said.", personal: linkable }
  published_date: { says: "In the workspace's zone.", personal: linkable }
checks:
  unique: [brand_id, author_key, mention_no, week_start]
  not_null: [brand_id, author_key, mention_no, week_start, post_key, platform, kind, feeling]
  accepted: { feeling: [positive, neutral, negative] }
  between: { mention_no: [1, 12] }
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    mention.brand_id,
    mention.author_key,
    mention.post_key,
    mention.platform,
    mention.kind,
    mention.feeling,
    mention.disclosure_kind,
    mention.disclosure_state,
    mention.mention_no,
    mention.likes_count,
    mention.saves_count,
    mention.replies_count,
    mention.shares_count,
    mention.image_count,
    mention.is_inherited,
    mention.has_video,
    cast(date '1970-01-01' + mention.day_no * interval '1' day as date) as published_date
from int_candidate_mentions as mention
cross join params
