/*---
about: >-
  Posts and reviews of the last 28 days in which a consumer praises an own brand by name, with the parts of the UGC score
  (ranking 9, first form). A part that the source gives nothing for is null.
grain: [brand_id, post_key]
columns:
  quality: { says: "Length between 80 and 600 characters is best; 0 to 1.", personal: linkable }
  visual: { says: "Share of: has an image, at least 3, a video, shorter side of at least 1080 px, among those that the source tells.", personal: linkable }
checks:
  unique: [brand_id, post_key]
  between: { quality: [0, 1], visual: [0, 1], resonance: [0, 1], freshness: [0, 1] }
---*/
with praised as (
    select
        mention.brand_id,
        mention.post_key,
        mention.author_key,
        mention.platform,
        mention.kind,
        mention.source_id,
        mention.positive_p,
        mention.day_no,
        params.as_of_day - mention.day_no as age_days,
        mention.published_at
    from int_mentions as mention
    join params on mention.day_no >= params.as_of_day - 28
    join ref_brands as brand on brand.brand_id = mention.brand_id
    join int_author_class as class on class.author_key = mention.author_key
    where
        brand.role = 'own'
        and not coalesce(brand.is_sensitive, false)
        and class.author_class = 'consumer'
        and mention.kind in ('post', 'review')
        and mention.positive_p >= 0.7e0
        and not mention.is_inherited
),

stated as (
    select
        praised.brand_id,
        praised.post_key,
        praised.author_key,
        praised.platform,
        praised.kind,
        praised.source_id,
        coalesce(for_brand.rights_state, for_all.rights_state, 'not_asked') as rights_state,
        praised.positive_p,
        praised.day_no,
        praised.age_days,
        praised.published_at
    from praised
    left join int_ugc_states as for_brand
        on for_brand.post_key = praised.post_key and for_brand.brand_id = praised.brand_id
    left join int_ugc_states as for_all on for_all.post_key = praised.post_key and for_all.brand_id is null
),

shown as (
    select
        stated.*,
        post.text_length,
        -- exp() of a novel's length would overflow on one of the engines.
        cast(case when post.text_length > 5000 then 5000 else coalesce(post.text_length, 0) end as double) as length,
        post.image_count,
        post.has_video,
        case when post.image_count is null then 0e0 else 2e0 end
        + case when post.has_video is null then 0e0 else 1e0 end
        + case when post.image_min_px is null then 0e0 else 1e0 end as cues_known,
        case when post.image_count >= 1 then 1e0 else 0e0 end
        + case when post.image_count >= 3 then 1e0 else 0e0 end
        + case when post.has_video then 1e0 else 0e0 end
        + case when post.image_min_px >= 1080 then 1e0 else 0e0 end as cues_met
    from stated
    join stg_posts as post on post.post_key = stated.post_key
    where stated.rights_state not in ('declined', 'hidden')
)

select
    shown.brand_id,
    shown.post_key,
    shown.author_key,
    shown.platform,
    shown.kind,
    shown.source_id,
    shown.rights_state,
    shown.positive_p,
    1e0 / nullif(1e0 + exp((40e0 - shown.length) / 10e0), 0e0)
    * (1e0 / nullif(1e0 + exp((shown.length - 900e0) / 100e0), 0e0)) as quality,
    shown.cues_met / nullif(shown.cues_known, 0e0) as visual,
    1e0 / nullif(1e0 + exp(-engagement.engagement_residual), 0e0) as resonance,
    power(2e0, -cast(shown.age_days as double) / 30e0) as freshness,
    seen.likes_count,
    seen.saves_count,
    seen.replies_count,
    seen.shares_count,
    shown.image_count,
    shown.text_length,
    shown.day_no,
    shown.has_video,
    shown.published_at
from shown
left join stg_observations as seen on seen.post_key = shown.post_key
left join int_post_engagement as engagement on engagement.post_key = shown.post_key
