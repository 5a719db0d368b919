/*---
about: >-
  How authentic the accounts are that mentioned a brand in the last 26 weeks, own and tracked: one row a brand and week.
  Accounts left out as suspect are published nowhere but in these numbers.
grain: [brand_id, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Configured brand, own or tracked.", personal: none }
  authors_count: { says: "Accounts with a mention of the brand in the last 26 weeks, organisations aside.", personal: none }
  trusted_count: { says: "Accounts labelled trusted.", personal: none }
  normal_count: { says: "Accounts labelled normal.", personal: none }
  suspect_count: { says: "Accounts labelled suspect, which no list shows.", personal: none }
  suspect_copied_text_count: { says: "Suspect accounts by this flag (one account may carry several): more than a fifth of its mentions stand under other accounts too, the same or nearly.", personal: none }
  suspect_ring_count: { says: "Suspect accounts by this flag (one account may carry several): at least 4 mutual partners, most of whom are mutual partners of one another.", personal: none }
  suspect_co_engaged_count: { says: "Suspect accounts by this flag (one account may carry several): meets at least 10 other accounts within 7 days at 3 or more products or posts.", personal: none }
  suspect_burst_count: { says: "Suspect accounts by this flag (one account may carry several): at least 4 mentions of a brand within 6 weeks and silence for 8 weeks before and after.", personal: none }
  suspect_one_brand_praise_count: { says: "Suspect accounts by this flag (one account may carry several): at least 3 mentions, all of one brand and all praise.", personal: none }
  suspect_new_account_count: { says: "Suspect accounts by this flag (one account may carry several): first seen under 6 weeks ago, and at least 4 mentions.", personal: none }
  suspect_rating_deviant_count: { says: "Suspect accounts by this flag (one account may carry several): rates 0.3 of the scale and more away from the products' means.", personal: none }
  suspect_unverified_count: { says: "Suspect accounts by this flag (one account may carry several): under a tenth of at least 4 reviews are marked as bought.", personal: none }
  suspect_unmarked_commerce_count: { says: "Suspect accounts by this flag (one account may carry several): a shop link or discount code that is not declared.", personal: none }
checks:
  unique: [brand_id, week_start]
  not_null: [brand_id, week_start, authors_count, suspect_count]
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    counted.brand_id,
    counted.authors_count,
    counted.trusted_count,
    counted.normal_count,
    counted.suspect_count,
    counted.suspect_copied_text_count,
    counted.suspect_ring_count,
    counted.suspect_co_engaged_count,
    counted.suspect_burst_count,
    counted.suspect_one_brand_praise_count,
    counted.suspect_new_account_count,
    counted.suspect_rating_deviant_count,
    counted.suspect_unverified_count,
    counted.suspect_unmarked_commerce_count
from int_authenticity_counts as counted
cross join params
