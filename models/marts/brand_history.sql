/*---
about: >-
  One row a configured brand and each of the last 26 ISO weeks, the reported one included: the line behind brand_weeks, all of
  it as known now. Weeks without a mention stand as zeros. Counts only.
grain: [brand_id, period_start, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Configured brand.", personal: none }
  period_start: { says: "Monday of the week that the numbers are of.", personal: none }
  mentions_count: { says: "Mentions in that week, named and inherited.", personal: none }
  authors_count: { says: "Different known accounts among them.", personal: none }
  consumer_authors_count: { says: "Different accounts of class consumer among them.", personal: none }
  positive_mentions_count: { says: "Mentions with p+ of at least 0.5, above p-.", personal: none }
  negative_mentions_count: { says: "Mentions with p- of at least 0.5, above p+.", personal: none }
  neutral_mentions_count: { says: "All other mentions.", personal: none }
  sov_authors: { says: "Part of the category's consumer authors of that week, each counted once a brand, 0 to 1; null = none.", personal: none }
  net_sentiment_opinions: { says: "(positive - negative) / (positive + negative), -1 to 1; null = no opinion.", personal: none }
checks:
  unique: [brand_id, period_start, week_start]
  not_null: [brand_id, period_start, week_start, mentions_count, authors_count]
  between: { sov_authors: [0, 1], net_sentiment_opinions: [-1, 1] }
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    history.brand_id,
    history.mentions_count,
    history.authors_count,
    history.consumer_authors_count,
    history.positive_mentions_count,
    history.negative_mentions_count,
    history.neutral_mentions_count,
    round(
        cast(history.consumer_authors_count as double) / nullif(cast(history.category_authors_count as double), 0e0), 6
    ) as sov_authors,
    round(
        cast(history.positive_mentions_count - history.negative_mentions_count as double)
        / nullif(cast(history.positive_mentions_count + history.negative_mentions_count as double), 0e0), 6
    ) as net_sentiment_opinions,
    history.period_start
from int_brand_history as history
cross join params
