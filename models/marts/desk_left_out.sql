/*---
about: >-
  For the review desk on this machine alone, in no file: one row an own brand and account left out of its lists, suspects
  too, with the rule, the flags and the records that speak for it. Signals, never a verdict.
grain: [brand_id, author_key, week_start]
published: false
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  class: { says: "As in left_out_counts.", personal: linkable }
  class_reason: { says: "As in left_out_counts.", personal: linkable }
  flags: { says: "Flags of author_authenticity, joined by a comma, in order of name; null = none.", personal: linkable }
  evidence_post_key_1: { says: "Record that speaks for it: evidence of the flags of suspects, else the newest mention; null = none.", personal: linkable }
  evidence_post_key_2: { says: "Second such record.", personal: linkable }
  evidence_post_key_3: { says: "Third such record.", personal: linkable }
  flags_count: { says: "Flags, 0 to 9.", personal: linkable }
  mentions_count: { says: "Mentions of the brand.", personal: linkable }
  positive_mentions_count: { says: "Those that are positive; null = they enter no sum.", personal: linkable }
  followers_count: { says: "Accounts, at the last sighting before as_of that showed it; null = never shown.", personal: linkable }
checks:
  unique: [brand_id, author_key, week_start]
  not_null: [brand_id, author_key, week_start, class, class_reason, mentions_count]
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
    account.flags,
    account.evidence_post_key_1,
    account.evidence_post_key_2,
    account.evidence_post_key_3,
    account.flags_count,
    account.mentions_count,
    account.positive_mentions_count,
    account.followers_count
from int_desk_left_out as account
cross join params
