/*---
about: One row an account and week, for accounts that stand in koc_candidates or ugc_candidates and for no others.
grain: [author_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  platform: { says: "Platform of the account.", personal: linkable }
  class: { says: "consumer, by the rules of ranking 8 or by hand; another only where somebody made it a consumer for one brand.", personal: linkable }
  top_brand_id: { says: "The brand praised most, if it is an own brand; null = another one, which is not named.", personal: linkable }
  positive_share: { says: "Positive part of the mentions, 0 to 1.", personal: linkable }
  followers_count: { says: "Accounts, at the last sighting before as_of that showed it; null = never shown.", personal: linkable }
  posts_count: { says: "Posts seen of the account, with and without a brand.", personal: linkable }
  comments_count: { says: "Comments seen of the account.", personal: linkable }
  reviews_count: { says: "Reviews seen of the account.", personal: linkable }
  mentions_count: { says: "Mentions of configured brands outside sensitive categories.", personal: linkable }
  brands_count: { says: "Different brands among them.", personal: linkable }
  categories_count: { says: "Different categories among them.", personal: linkable }
  active_weeks_count: { says: "Different ISO weeks with any record of the account.", personal: linkable }
  followers_is_floor: { says: "Only a lower bound of followers is shown; null = not known.", personal: linkable }
  first_seen_date: { says: "Of the oldest record of the account, in the workspace's zone.", personal: linkable }
  last_seen_date: { says: "Of the newest record of the account, in the workspace's zone.", personal: linkable }
checks:
  unique: [author_key, week_start]
  not_null: [author_key, week_start, platform, class, mentions_count]
  between: { positive_share: [0, 1] }
  accepted: { class: [official, organisation, media, store, kol, suspect, consumer] }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    posts.author_key,
    posts.platform,
    class.author_class as class,
    brands.top_brand_id,
    round(brands.positive_share, 6) as positive_share,
    account.followers_count,
    posts.posts_count,
    posts.comments_count,
    posts.reviews_count,
    brands.mentions_count,
    brands.brands_count,
    brands.categories_count,
    posts.active_weeks_count,
    account.followers_is_floor,
    cast(date '1970-01-01' + posts.first_day_no * interval '1' day as date) as first_seen_date,
    cast(date '1970-01-01' + posts.last_day_no * interval '1' day as date) as last_seen_date
from int_author_posts as posts
cross join params
join int_author_brands as brands on brands.author_key = posts.author_key
join int_author_class as class on class.author_key = posts.author_key
join int_author_accounts as account on account.author_key = posts.author_key
