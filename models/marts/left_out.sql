/*---
about: >-
  One row an own brand, account and week that speaks of the brand and is no candidate by class, and by which rule: KOLs, media,
  official accounts, detractors. Accounts left out for unusual patterns are not here; of them only counts are published.
grain: [brand_id, author_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  class: { says: "official, organisation, media, store, kol, detractor, or consumer (set aside by hand, or standing there with another account).", personal: linkable }
  class_reason: { says: "Rule of ranking 8 that decided: by_hand, handle, employee, brand_posts, badge, shop, many_brands, followers, paid, contact, no_preference or complaints; of consumers rejected or wrong_brand (somebody said so) or same_person (another account of the person is on the list).", personal: linkable }
  pos: { says: "Positive part of what the account feels about the brand, 0 to 1; null = official, whose words enter no sum.", personal: linkable }
  usual_pos: { says: "Positive part of all mentions of the brand; null as pos.", personal: none }
  share_lift: { says: "Share of the brand in the account's category praise over the usual; null as pos, or too few brands of the category are watched.", personal: linkable }
  disclosed_share: { says: "Part of its mentions declared as paid for, 0 to 1; null as pos.", personal: linkable }
  followers_count: { says: "Accounts, at the last sighting before as_of that showed it; null = never shown.", personal: linkable }
  brands_count: { says: "Configured brands that it has mentioned; null as pos.", personal: linkable }
  mentions_count: { says: "Mentions of the brand.", personal: linkable }
  positive_mentions_count: { says: "Those that are positive; null as pos.", personal: linkable }
  decided_date: { says: "Day (UTC) of the decision by hand; null = by rule.", personal: linkable }
checks:
  unique: [brand_id, author_key, week_start]
  not_null: [brand_id, author_key, week_start, class, class_reason, mentions_count]
  accepted: { class: [official, organisation, media, store, kol, detractor, consumer] }
  between: { pos: [0, 1], disclosed_share: [0, 1] }
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
    account.class,
    account.class_reason,
    round(account.pos, 6) as pos,
    round(account.usual_positivity, 6) as usual_pos,
    round(account.lift, 6) as share_lift,
    round(account.disclosed_share, 6) as disclosed_share,
    account.followers_count,
    account.brands_count,
    account.mentions_count,
    account.positive_mentions_count,
    cast(account.decided_at as date) as decided_date
from int_left_out as account
cross join params
