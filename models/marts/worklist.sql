/*---
about: >-
  What to do this week for an own brand, most urgent first; an author stands once. Not here: whoever was contacted within the
  cooldown (worklist.cooldown_days), has a gift already, asked to be left out, or was set aside by hand.
grain: [brand_id, item_no, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  action: { says: "at_risk (on this list or the last one, and falling silent), new (on the list for the first time, or on it and never turned to; the former first), risen (by 3 places and a fifth of the earlier place at least) or ugc_ask (a post worth asking for). Each gets a quarter of the places before another takes more.", personal: linkable }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  post_key: { says: "Keyed pseudonym of the post to answer under or to ask for: the cited evidence, of ugc_ask the UGC candidate; null = none is known.", personal: linkable }
  item_no: { says: "Place on the worklist, from 1; at_risk, new, risen and ugc_ask in this order.", personal: linkable }
  rank: { says: "Place on the KOC list; null = not on it.", personal: linkable }
  rank_change: { says: "Places risen since the last list; null = not on both lists.", personal: linkable }
checks:
  unique: [brand_id, item_no, week_start]
  not_null: [brand_id, item_no, week_start, action, author_key]
  accepted: { action: [at_risk, new, risen, ugc_ask] }
  relationships: { brand_id: ref_brands.brand_id }
  no_rows:
    - select brand_id, author_key from this group by brand_id, author_key having count(*) > 1
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    item.brand_id,
    item.action,
    item.author_key,
    item.post_key,
    item.item_no,
    item.rank,
    item.rank_change
from int_worklist as item
cross join params
