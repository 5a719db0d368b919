/*---
about: One row a post that koc_candidates cites as evidence, with its date and its counts as last seen.
grain: [post_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  post_key: { says: "Keyed pseudonym of the post.", personal: linkable }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  platform: { says: "Platform of the post.", personal: linkable }
  kind: { says: "post, comment, review or mention.", personal: linkable }
  source_id: { says: "Source it came from.", personal: linkable }
  disclosure_kind: { says: "paid, gift, sample, affiliation or commerce, or denied (says that nothing was received); null = nothing is said.", personal: linkable }
  disclosure_state: { says: "declared, suspected or denied; null likewise.", personal: linkable }
  disclosure_evidence: { says: "platform flag, or the listed phrase; null = nothing is said, or worded freely.", personal: linkable }
  likes_count: { says: "At the last observation before as_of; null = not shown.", personal: linkable }
  saves_count: { says: "As likes_count.", personal: linkable }
  replies_count: { says: "As likes_count.", personal: linkable }
  shares_count: { says: "As likes_count.", personal: linkable }
  image_count: { says: "Null = not said.", personal: linkable }
  has_video: { says: "Null = not said.", personal: linkable }
  published_date: { says: "In the workspace's zone.", personal: linkable }
checks:
  unique: [post_key, week_start]
  not_null: [post_key, week_start, author_key, platform, kind, published_date]
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    post.post_key,
    post.author_key,
    post.platform,
    post.kind,
    post.source_id,
    post.disclosure_kind,
    post.disclosure_state,
    post.disclosure_evidence,
    post.likes_count,
    post.saves_count,
    post.replies_count,
    post.shares_count,
    post.image_count,
    post.has_video,
    cast(date '1970-01-01' + post.day_no * interval '1' day as date) as published_date
from int_cited_posts as post
cross join params
