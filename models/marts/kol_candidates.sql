/*---
about: >-
  KOLs for an own brand, apart from its KOC list and never in it: accounts of class kol that have mentioned the brand and praised
  it or one of its competitors (brands[].competitors of koc.yaml), by usual reactions a post; at most 20 a brand and week, none of
  them suspect. Who spoke of a competitor only is not here: tracked brands get no people.
grain: [brand_id, author_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  platform: { says: "Platform of the account; null = no sighting of the account itself.", personal: linkable }
  class_reason: { says: "Rule of ranking 8 that made it a KOL, as in left_out.", personal: linkable }
  rank: { says: "Place within the brand, from 1: reactions_per_post, then followers.", personal: linkable }
  reactions_per_post: { says: "Usual weighted reactions a post of the last 26 weeks (geometric mean of 1 + likes + 2 saves + 3 replies + 3 shares, less 1); null = no counts shown.", personal: linkable }
  responders_count: { says: "Different people who answered the account in 26 weeks; 0 too where answers are not collected.", personal: linkable }
  overlap_count: { says: "Those of them who are consumers with praise for the brand already.", personal: linkable }
  overlap_share: { says: "overlap_count over responders_count: how much of the audience the brand has already; null = nobody answered or answers are not collected.", personal: linkable }
  disclosed_share: { says: "Part of its mentions declared as paid for, 0 to 1.", personal: linkable }
  pos: { says: "Positive part of what it feels about the brand, 0 to 1.", personal: linkable }
  followers_count: { says: "Accounts, at the last sighting before as_of that showed it; null = never shown.", personal: linkable }
  mentions_count: { says: "Mentions of the brand, at least 1.", personal: linkable }
  competitor_mentions_count: { says: "Mentions of its competitors, together; which ones is not said.", personal: linkable }
  brands_count: { says: "Configured brands that it has mentioned.", personal: linkable }
checks:
  unique: [brand_id, author_key, week_start]
  not_null: [brand_id, author_key, week_start, rank, class_reason]
  between: { overlap_share: [0, 1], disclosed_share: [0, 1], pos: [0, 1] }
  relationships: { brand_id: ref_brands.brand_id }
  no_rows: [select author_key from this where mentions_count < 1]
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    kol.brand_id,
    kol.author_key,
    kol.platform,
    kol.class_reason,
    kol.rank,
    round(kol.reactions_per_post, 6) as reactions_per_post,
    round(cast(kol.overlap_count as double) / nullif(cast(kol.responders_count as double), 0e0), 6) as overlap_share,
    round(kol.disclosed_share, 6) as disclosed_share,
    round(kol.pos, 6) as pos,
    kol.responders_count,
    kol.overlap_count,
    kol.followers_count,
    kol.mentions_count,
    kol.competitor_mentions_count,
    kol.brands_count
from int_kol_reach as kol
cross join params
where kol.rank <= 20
