/*---
about: >-
  Posts and reviews of the last 28 days that an own brand could ask to show, best first: praise by name from an unsuspicious
  consumer, without a brand-safety hit, unmarked commerce or a refusal (ranking 9). Nothing but `feature` may enter a feed.
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
  recommended_use: { says: "feature (rights granted, or featured already), repost (approved by the brand, rights not granted: share it by the platform's own function, do not copy it), ask (not asked, asked, candidate or expired: write to the author first); null = on hold.", personal: linkable }
  utility_cue: { says: "First utility cue: how_to, steps, before_after, ingredients, size, price, place, comparison, suits or answer; null = none, or the language is not read.", personal: linkable }
  appeal: { says: "useful, entertaining, both or plain, by which cues there are; null = the language is not read.", personal: linkable }
  declared_kind: { says: "What the post declares to have been received for it: paid, gift, sample, affiliation or commerce; whoever shows the post repeats it. Null = nothing declared.", personal: linkable }
  missing_parts: { says: "Parts of the score that the source gives nothing for, joined by a comma: utility, visual, resonance; null = none.", personal: linkable }
  rank: { says: "Place within the brand, from 1.", personal: linkable }
  ugc_score: { says: "0 to 100: .30 quality, .25 utility, .20 visual, .15 resonance, .10 freshness over the parts that exist.", personal: linkable }
  positive_p: { says: "Probability that it praises the brand, 0.7 to 1.", personal: linkable }
  quality: { says: "Length (best between 80 and 600 characters) x own words: 0 where the text stands under another account too, else their part of the length; 0 to 1.", personal: linkable }
  utility: { says: "Search value, 0 to 1: half (1 + cues of use / 10 - cues of play / 4) / 2, half saves against likes, where 0.5 = the platform's median; one half alone where the other is unknown; null = both are.", personal: linkable }
  visual: { says: "Share of picture and video cues met among those that the source tells; null = tells none.", personal: linkable }
  resonance: { says: "0 to 1; 0.5 = as usual on the platform; null = no counts shown.", personal: linkable }
  freshness: { says: "2^(-age / 30 days), 0 to 1.", personal: linkable }
  save_lift: { says: "Saves for each like, times the platform's median; null = the source does not show both.", personal: linkable }
  utility_cues_count: { says: "Kinds of utility cues in the text, of 10; null = the language is not read.", personal: linkable }
  entertainment_cues_count: { says: "Kinds of entertainment cues (meme, challenge, drama, exclamations), of 4; null likewise.", personal: linkable }
  likes_count: { says: "At the last observation before as_of; null = not shown.", personal: linkable }
  saves_count: { says: "As likes_count.", personal: linkable }
  replies_count: { says: "As likes_count.", personal: linkable }
  shares_count: { says: "As likes_count.", personal: linkable }
  image_count: { says: "Null = not said.", personal: linkable }
  text_length: { says: "Code points of title and text.", personal: linkable }
  own_length: { says: "Those among them outside of hashtags, names, links and quotes; null = not read.", personal: linkable }
  has_video: { says: "Null = not said.", personal: linkable }
  is_copied: { says: "The text stands under another account too, the same or nearly.", personal: linkable }
  published_date: { says: "In the workspace's zone.", personal: linkable }
checks:
  unique: [brand_id, post_key, week_start]
  not_null: [brand_id, post_key, week_start, author_key, ugc_score, rank, rights_state]
  accepted: { kind: [post, review], recommended_use: [feature, repost, ask], appeal: [useful, entertaining, both, plain], declared_kind: [paid, gift, sample, affiliation, commerce] }
  between: { ugc_score: [0, 100], positive_p: [0.7, 1], quality: [0, 1], utility: [0, 1], visual: [0, 1], resonance: [0, 1], freshness: [0, 1] }
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
    post.recommended_use,
    post.utility_cue,
    post.appeal,
    post.declared_kind,
    post.missing_parts,
    post.rank,
    post.ugc_score,
    round(post.positive_p, 6) as positive_p,
    round(post.quality, 6) as quality,
    round(post.utility, 6) as utility,
    round(post.visual, 6) as visual,
    round(post.resonance, 6) as resonance,
    round(post.freshness, 6) as freshness,
    round(post.save_lift, 6) as save_lift,
    post.utility_cues_count,
    post.entertainment_cues_count,
    post.likes_count,
    post.saves_count,
    post.replies_count,
    post.shares_count,
    post.image_count,
    post.text_length,
    post.own_length,
    post.has_video,
    post.is_copied,
    cast(date '1970-01-01' + post.day_no * interval '1' day as date) as published_date
from int_ugc_ranks as post
cross join params
