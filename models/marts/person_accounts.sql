/*---
about: >-
  For pages on this machine that may name people, in no file of data: the other accounts of a printed author, as somebody confirmed
  them by hand.
grain: [author_key, account_key, week_start]
published: false
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  author_key: { says: "Keyed pseudonym of a listed, early or just left account.", personal: linkable }
  account_key: { says: "Keyed pseudonym of another account of the same person.", personal: linkable }
  platform: { says: "Platform of that account.", personal: linkable }
checks:
  unique: [author_key, account_key, week_start]
  not_null: [author_key, account_key, week_start, platform]
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    account.author_key,
    account.account_key,
    account.platform
from int_person_accounts as account
cross join params
