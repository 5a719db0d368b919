/*---
about: >-
  One row an own brand, account and week with its segment by ten fixed rules, the first that matches (ranking 16). Suspects stand
  in brand_segments as a number only; official accounts and media are no customers and are in neither.
grain: [brand_id, author_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  segment: { says: "champion (on the KOC list, response above the usual), loyal_quiet (affinity in the top fifth, response usual or unknown), rising (expected mentions up by over half in 8 weeks), enthusiast (praises the category monthly, this brand hardly more), new (first mention within 8 weeks), at_risk (pace halved), lapsed (under 1 positive category mention a year), detractor, gifted_kol (KOL, or a consumer who received a gift and fits no other); other = no rule matches.", personal: linkable }
  quadrant: { says: "Buyers (customers in the people file) x advocates (praise in 2 weeks, at least 1 a year): champions (both), affluents (buyers only), advocates (advocates only), misers (neither); null = no customer of the people file was found, or no consumer.", personal: linkable }
checks:
  unique: [brand_id, author_key, week_start]
  not_null: [brand_id, author_key, week_start, segment]
  accepted: { segment: [champion, loyal_quiet, rising, enthusiast, new, at_risk, lapsed, detractor, gifted_kol, other], quadrant: [champions, affluents, advocates, misers] }
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    account.brand_id,
    account.author_key,
    account.segment,
    account.quadrant
from int_segments as account
cross join params
where account.segment <> 'suspect'
