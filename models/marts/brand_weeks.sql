/*---
about: >-
  One row a configured brand and week, own and tracked: how much was said, by how many, and how it felt. Named and
  inherited mentions stand apart. Official accounts, pure reposts and people who asked to be left out do not count.
grain: [brand_id, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Configured brand.", personal: none }
  role: { says: "own or tracked.", personal: none }
  category: { says: "Brands of one category share its voice.", personal: none }
  mentions_count: { says: "Mentions in the reported week, named and inherited.", personal: none }
  named_mentions_count: { says: "Those that name the brand.", personal: none }
  inherited_mentions_count: { says: "Answers without a brand name under a post about the brand alone.", personal: none }
  subject_mentions_count: { says: "Named mentions whose subject is the brand.", personal: none }
  authors_count: { says: "Different known accounts among all mentions.", personal: none }
  authors_named_count: { says: "Different known accounts among named mentions.", personal: none }
  consumer_authors_count: { says: "Different accounts of class consumer among all mentions.", personal: none }
  positive_authors_count: { says: "Different accounts of class consumer with a positive mention.", personal: none }
  positive_mentions_count: { says: "Mentions with p+ of at least 0.5, above p-.", personal: none }
  negative_mentions_count: { says: "Mentions with p- of at least 0.5, above p+.", personal: none }
  neutral_mentions_count: { says: "All other mentions, those without a reading too.", personal: none }
  sov_mentions: { says: "Part of the category's mentions, 0 to 1; null = the category has none.", personal: none }
  sov_authors: { says: "Part of the category's consumer authors, each counted once a brand (ranking 13); null = none.", personal: none }
  sov_positive_authors: { says: "The same of consumer authors with a positive mention; null = none.", personal: none }
  net_sentiment_all: { says: "(positive - negative) / all mentions, -1 to 1; null = no mention.", personal: none }
  net_sentiment_opinions: { says: "(positive - negative) / (positive + negative), -1 to 1; null = no opinion.", personal: none }
  likes_sum: { says: "Likes of the records that name the brand, at the last observation; null = none shown.", personal: none }
  replies_sum: { says: "Replies likewise; null = none shown.", personal: none }
  mentions_prev_week_count: { says: "Mentions in the week before.", personal: none }
  authors_prev_week_count: { says: "Different known accounts in the week before.", personal: none }
  authors_4w_count: { says: "Different known accounts in the four weeks up to the end of the reported one.", personal: none }
checks:
  unique: [brand_id, week_start]
  not_null: [brand_id, week_start, role, category, mentions_count, authors_count]
  accepted: { role: [own, tracked] }
  between: { sov_mentions: [0, 1], sov_authors: [0, 1], sov_positive_authors: [0, 1], net_sentiment_all: [-1, 1], net_sentiment_opinions: [-1, 1] }
  relationships: { brand_id: ref_brands.brand_id }
  no_rows:
    - select brand_id from this where mentions_count <> named_mentions_count + inherited_mentions_count
    - select brand_id from this where mentions_count <> positive_mentions_count + negative_mentions_count + neutral_mentions_count
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    brand.brand_id,
    brand.role,
    brand.category,
    brand.mentions_count,
    brand.named_mentions_count,
    brand.inherited_mentions_count,
    brand.subject_mentions_count,
    brand.authors_count,
    brand.authors_named_count,
    brand.consumer_authors_count,
    brand.positive_authors_count,
    brand.positive_mentions_count,
    brand.negative_mentions_count,
    brand.neutral_mentions_count,
    round(
        cast(brand.mentions_count as double) / nullif(cast(total.mentions_count as double), 0e0), 6
    ) as sov_mentions,
    round(
        cast(brand.consumer_authors_count as double) / nullif(cast(total.consumer_authors_count as double), 0e0), 6
    ) as sov_authors,
    round(
        cast(brand.positive_authors_count as double) / nullif(cast(total.positive_authors_count as double), 0e0), 6
    ) as sov_positive_authors,
    round(
        cast(brand.positive_mentions_count - brand.negative_mentions_count as double)
        / nullif(cast(brand.mentions_count as double), 0e0), 6
    ) as net_sentiment_all,
    round(
        cast(brand.positive_mentions_count - brand.negative_mentions_count as double)
        / nullif(cast(brand.positive_mentions_count + brand.negative_mentions_count as double), 0e0), 6
    ) as net_sentiment_opinions,
    brand.likes_sum,
    brand.replies_sum,
    brand.mentions_prev_week_count,
    brand.authors_prev_week_count,
    brand.authors_4w_count
from int_brand_activity as brand
cross join params
join int_category_activity as total on total.category = brand.category
