/*---
about: >-
  Who mentions an own brand again (ranking 16): consumers by the calendar month of their first mention and each month in which any
  of them mentioned it, last 24 months, one row a brand, cohort, month and week. A month without a row had none; the month of as_of is not over.
grain: [brand_id, cohort_month, month, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  cohort_month: { says: "First day of the month of the first mention that we have, in the workspace's zone.", personal: none }
  month: { says: "First day of the month of activity.", personal: none }
  months_since_count: { says: "Months between the two; 0 = the month of the first mention.", personal: none }
  authors_count: { says: "Accounts in the cohort.", personal: none }
  active_count: { says: "Those with a mention of the brand in this month.", personal: none }
  retention: { says: "active_count over authors_count, 0 to 1.", personal: none }
checks:
  unique: [brand_id, cohort_month, month, week_start]
  not_null: [brand_id, cohort_month, month, week_start, authors_count, active_count, retention]
  between: { retention: [0, 1] }
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    cohort.brand_id,
    cohort.month_no - cohort.cohort_month_no as months_since_count,
    cohort.authors_count,
    cohort.active_count,
    round(cast(cohort.active_count as double) / nullif(cast(cohort.authors_count as double), 0e0), 6) as retention,
    cast(date '1970-01-01' + cohort.cohort_month_start_day * interval '1' day as date) as cohort_month,
    cast(date '1970-01-01' + cohort.month_start_day * interval '1' day as date) as month
from int_cohorts as cohort
cross join params
