/*---
about: >-
  Authenticity of the accounts of koc_candidates, one row an account and week. Signals, never a verdict: a flag says that a
  pattern is unusual, and anybody may overrule it by hand. Accounts left out as suspect are only counted (authenticity_counts).
grain: [author_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  authenticity_label: { says: "trusted (auth of at least 0.9), normal, or suspect (under 0.5).", personal: linkable }
  override: { says: "trusted, normal, suspect or confirmed, as somebody decided by hand; null = nobody did.", personal: linkable }
  auth: { says: "1 - probability of paid, planted, template or ring behaviour, 0 to 1; 0.953 where nothing is unusual.", personal: linkable }
  flags_count: { says: "Unusual patterns, of the 9 that are looked for in the last 26 weeks.", personal: linkable }
  is_copied_text: { says: "More than a fifth of its mentions stand under other accounts too, the same or nearly.", personal: linkable }
  is_ring: { says: "At least 4 mutual partners, most of whom are mutual partners of one another.", personal: linkable }
  is_co_engaged: { says: "Meets at least 10 other accounts within 7 days at 3 or more products or posts.", personal: linkable }
  is_burst: { says: "At least 4 mentions of a brand within 6 weeks and silence for 8 weeks before and after.", personal: linkable }
  is_one_brand_praise: { says: "At least 3 mentions, all of one brand and all praise.", personal: linkable }
  is_new_account: { says: "First seen under 6 weeks ago, and at least 4 mentions.", personal: linkable }
  is_rating_deviant: { says: "Rates 0.3 of the scale and more away from the products' means.", personal: linkable }
  is_unverified: { says: "Under a tenth of at least 4 reviews are marked as bought.", personal: linkable }
  is_unmarked_commerce: { says: "A shop link or discount code that is not declared.", personal: linkable }
  has_people_match: { says: "The operator knows the account as a customer.", personal: linkable }
  is_confirmed: { says: "Somebody confirmed the account by hand.", personal: linkable }
  is_mostly_verified: { says: "More than half of its marked reviews are marked as bought.", personal: linkable }
checks:
  unique: [author_key, week_start]
  not_null: [author_key, week_start, authenticity_label, auth, flags_count]
  accepted: { authenticity_label: [trusted, normal, suspect], override: [trusted, normal, suspect, confirmed] }
  between: { auth: [0, 1], flags_count: [0, 9] }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    trust.author_key,
    trust.authenticity_label,
    trust.override,
    round(trust.auth, 6) as auth,
    trust.flags_count,
    trust.is_copied_text,
    trust.is_ring,
    trust.is_co_engaged,
    trust.is_burst,
    trust.is_one_brand_praise,
    trust.is_new_account,
    trust.is_rating_deviant,
    trust.is_unverified,
    trust.is_unmarked_commerce,
    trust.has_people_match,
    trust.is_confirmed,
    trust.is_mostly_verified
from int_authenticity_shown as shown
cross join params
join int_author_authenticity as trust on trust.author_key = shown.author_key
where shown.is_published
