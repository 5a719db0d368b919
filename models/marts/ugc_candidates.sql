/*---
about: >-
  Posts and reviews of the last 28 days that an own brand could ask to show: praise by name from a consumer, best first.
  A rights state other than granted means that the brand has to ask.
grain: [brand_id, post_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  post_key: { says: "Keyed pseudonym of the post.", personal: linkable }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  platform: { says: "Platform of the post.", personal: linkable }
  kind: { says: "post or review.", personal: linkable }
  source_id: { says: "Source it came from.", personal: linkable }
  rights_state: { says: "not_asked, or what was decided last; declined and hidden posts are not here.", personal: linkable }
  missing_parts: { says: "Parts of the score that the source gives nothing for, joined by a comma: visual, resonance; null = none.", personal: linkable }
  rank: { says: "Place within the brand, from 1.", personal: linkable }
  ugc_score: { says: "0 to 100: .30 quality, .20 visual, .15 resonance, .10 freshness over the parts that exist.", personal: linkable }
  positive_p: { says: "Probability that it praises the brand, 0.7 to 1.", personal: linkable }
  quality: { says: "From the length: best between 80 and 600 characters; 0 to 1.", personal: linkable }
  visual: { says: "Share of picture and video cues met among those that the source tells; null = tells none.", personal: linkable }
  resonance: { says: "0 to 1; 0.5 = as usual on the platform; null = no counts shown.", personal: linkable }
  freshness: { says: "2^(-age / 30 days), 0 to 1.", personal: linkable }
  likes_count: { says: "At the last observation before as_of; null = not shown.", personal: linkable }
  saves_count: { says: "As likes_count.", personal: linkable }
  replies_count: { says: "As likes_count.", personal: linkable }
  shares_count: { says: "As likes_count.", personal: linkable }
  image_count: { says: "Null = not said.", personal: linkable }
  text_length: { says: "Code points of title and text.", personal: linkable }
  has_video: { says: "Null = not said.", personal: linkable }
  published_date: { says: "In the workspace's zone.", personal: linkable }
checks:
  unique: [brand_id, post_key, week_start]
  not_null: [brand_id, post_key, week_start, author_key, ugc_score, rank, rights_state]
  accepted: { kind: [post, review] }
  between: { ugc_score: [0, 100], positive_p: [0.7, 1], quality: [0, 1], visual: [0, 1], resonance: [0, 1], freshness: [0, 1] }
  relationships: { brand_id: ref_brands.brand_id }
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    post.brand_id,
    post.post_key,
    post.author_key,
    post.platform,
    post.kind,
    post.source_id,
    post.rights_state,
    case
        when post.visual is null and post.resonance is null then 'visual,resonance'
        when post.visual is null then 'visual'
        when post.resonance is null then 'resonance'
    end as missing_parts,
    post.rank,
    post.ugc_score,
    round(post.positive_p, 6) as positive_p,
    round(post.quality, 6) as quality,
    round(post.visual, 6) as visual,
    round(post.resonance, 6) as resonance,
    round(post.freshness, 6) as freshness,
    post.likes_count,
    post.saves_count,
    post.replies_count,
    post.shares_count,
    post.image_count,
    post.text_length,
    post.has_video,
    cast(date '1970-01-01' + post.day_no * interval '1' day as date) as published_date
from int_ugc_ranks as post
cross join params
