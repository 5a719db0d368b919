/*---
about: >-
  One row a configured brand and each of the last 12 calendar months, the current one as far as it goes, as known now. Months
  without a mention stand as zeros. Counts only.
grain: [brand_id, month, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Configured brand.", personal: none }
  month: { says: "First day of the month, in the workspace's zone.", personal: none }
  mentions_count: { says: "Mentions in the month, named and inherited.", personal: none }
  authors_count: { says: "Different known accounts among them.", personal: none }
  consumer_authors_count: { says: "Different accounts of class consumer among them.", personal: none }
  new_authors_count: { says: "Known accounts that mentioned the brand for the first time ever in the month.", personal: none }
  positive_mentions_count: { says: "Mentions with p+ of at least 0.5, above p-.", personal: none }
  negative_mentions_count: { says: "Mentions with p- of at least 0.5, above p+.", personal: none }
  neutral_mentions_count: { says: "All other mentions.", personal: none }
  likes_sum: { says: "Likes of the records that name the brand, at the last observation; null = none shown.", personal: none }
  replies_sum: { says: "Replies likewise; null = none shown.", personal: none }
checks:
  unique: [brand_id, month, week_start]
  not_null: [brand_id, month, week_start, mentions_count, authors_count, new_authors_count]
  relationships: { brand_id: ref_brands.brand_id }
  no_rows: [select brand_id from this where new_authors_count > authors_count]
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    months.brand_id,
    months.mentions_count,
    months.authors_count,
    months.consumer_authors_count,
    months.new_authors_count,
    months.positive_mentions_count,
    months.negative_mentions_count,
    months.neutral_mentions_count,
    months.likes_sum,
    months.replies_sum,
    months.month
from int_brand_months as months
cross join params
