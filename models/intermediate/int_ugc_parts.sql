/*---
about: >-
  Posts that an own brand could ask to show, with the five parts of the UGC score (ranking 9). A part that the source gives
  nothing for is null, never 0.
grain: [brand_id, post_key]
columns:
  quality: { says: "Length (80 to 600 characters are best) x own words (0 where the text stands under another account too, else their part of the length); 0 to 1.", personal: linkable }
  utility: { says: "Half cues, half saves against likes; one of them alone where the other is unknown; null = both are.", personal: linkable }
  visual: { says: "Share of: has an image, at least 3, a video, shorter side of at least 1080 px, among those that the source tells.", personal: linkable }
checks:
  unique: [brand_id, post_key]
  between: { quality: [0, 1], utility: [0, 1], visual: [0, 1], resonance: [0, 1], freshness: [0, 1] }
---*/
with shown as (
    select
        praise.*,
        words.utility_cue,
        words.appeal,
        words.declared_kind,
        words.utility_part,
        words.utility_cues_count,
        words.entertainment_cues_count,
        words.is_copied,
        post.text_length,
        words.own_length,
        -- exp() of a novel's length would overflow on one of the engines.
        cast(case when post.text_length > 5000 then 5000 else coalesce(post.text_length, 0) end as double) as length,
        case
            when words.is_copied then 0e0
            when words.own_length is null or words.own_length >= post.text_length then 1e0
            else coalesce(cast(words.own_length as double) / nullif(cast(post.text_length as double), 0e0), 1e0)
        end as own_share,
        post.image_count,
        post.has_video,
        case when post.image_count is null then 0e0 else 2e0 end
        + case when post.has_video is null then 0e0 else 1e0 end
        + case when post.image_min_px is null then 0e0 else 1e0 end as cues_known,
        case when post.image_count >= 1 then 1e0 else 0e0 end
        + case when post.image_count >= 3 then 1e0 else 0e0 end
        + case when post.has_video then 1e0 else 0e0 end
        + case when post.image_min_px >= 1080 then 1e0 else 0e0 end as cues_met
    from int_ugc_praise as praise
    join stg_posts as post on post.post_key = praise.post_key
    join int_ugc_words as words on words.post_key = praise.post_key
    where not words.is_unsafe and not words.is_unmarked_commerce
),

compared as (
    select
        shown.*,
        saves.save_residual,
        1e0 / nullif(1e0 + exp(-saves.save_residual), 0e0) as saves_part,
        1e0 / nullif(1e0 + exp(-engagement.engagement_residual), 0e0) as resonance
    from shown
    left join int_ugc_saves as saves on saves.post_key = shown.post_key
    left join int_post_engagement as engagement on engagement.post_key = shown.post_key
)

select
    compared.brand_id,
    compared.post_key,
    compared.author_key,
    compared.platform,
    compared.kind,
    compared.source_id,
    compared.rights_state,
    compared.utility_cue,
    compared.appeal,
    compared.declared_kind,
    compared.positive_p,
    compared.own_share
    * (1e0 / nullif(1e0 + exp((40e0 - compared.length) / 10e0), 0e0))
    * (1e0 / nullif(1e0 + exp((compared.length - 900e0) / 100e0), 0e0)) as quality,
    case
        when compared.saves_part is null then compared.utility_part
        when compared.utility_part is null then compared.saves_part
        else (compared.utility_part + compared.saves_part) / 2e0
    end as utility,
    compared.cues_met / nullif(compared.cues_known, 0e0) as visual,
    compared.resonance,
    power(2e0, -cast(compared.age_days as double) / 30e0) as freshness,
    exp(compared.save_residual) as save_lift,
    compared.utility_cues_count,
    compared.entertainment_cues_count,
    seen.likes_count,
    seen.saves_count,
    seen.replies_count,
    seen.shares_count,
    compared.image_count,
    compared.text_length,
    compared.own_length,
    compared.day_no,
    compared.has_video,
    compared.is_copied,
    compared.published_at
from compared
left join stg_observations as seen on seen.post_key = compared.post_key
