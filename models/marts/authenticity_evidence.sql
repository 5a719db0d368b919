/*---
about: >-
  What speaks for the flags of author_authenticity: at most three records or other accounts a flag, account and week. Evidence
  of an unusual pattern, not an accusation.
grain: [author_key, flag, evidence_no, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  flag: { says: "Which test is not passed, as the column of author_authenticity without is_.", personal: linkable }
  post_key: { says: "Keyed pseudonym of a record that shows it; null = it shows between accounts.", personal: linkable }
  partner_author_key: { says: "Other account it shows with; null = none, or an account that is not published itself.", personal: linkable }
  evidence_no: { says: "From 1 to 3, strongest or newest first.", personal: none }
  value: { says: "What was measured: share of copied mentions, share of linked partners, items met at, mentions, distance from the usual rating in parts of the scale, share of reviews marked as bought, records with unmarked links.", personal: linkable }
checks:
  unique: [author_key, flag, evidence_no, week_start]
  not_null: [author_key, flag, evidence_no, week_start, value]
  accepted: { flag: [copied_text, ring, co_engaged, burst, one_brand_praise, new_account, rating_deviant, unverified, unmarked_commerce], evidence_no: [1, 2, 3] }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    evidence.author_key,
    evidence.flag,
    evidence.post_key,
    evidence.partner_author_key,
    evidence.evidence_no,
    round(evidence.value, 6) as value
from int_authenticity_evidence as evidence
cross join params
join int_authenticity_shown as shown on shown.author_key = evidence.author_key
where shown.is_published
