/*---
about: >-
  UGC scores and the best posts of each brand; the weights of ranking 9 are shared out among the parts that exist. What may be
  done with a post follows from the rights alone, never from the score.
grain: [brand_id, post_key]
columns:
  recommended_use: { says: "feature (granted or featured), repost (approved by the brand: the platform's own sharing only), ask (all others); null = on hold.", personal: linkable }
checks:
  unique: [brand_id, post_key]
  between: { ugc_score: [0, 100] }
  accepted: { recommended_use: [feature, repost, ask] }
---*/
with weighted as (
    select
        parts.*,
        0.30e0 * quality
        + 0.25e0 * coalesce(utility, 0e0)
        + 0.20e0 * coalesce(visual, 0e0)
        + 0.15e0 * coalesce(resonance, 0e0)
        + 0.10e0 * freshness as weighted_sum,
        0.30e0
        + case when utility is null then 0e0 else 0.25e0 end
        + case when visual is null then 0e0 else 0.20e0 end
        + case when resonance is null then 0e0 else 0.15e0 end
        + 0.10e0 as weight_sum
    from int_ugc_parts as parts
),

scored as (
    select
        weighted.*,
        round(100e0 * weighted_sum / nullif(weight_sum, 0e0), 6) as ugc_score
    from weighted
),

ranked as (
    select
        scored.*,
        cast(row_number() over (
            partition by brand_id
            order by
                cast(round(ugc_score * 1e6) as bigint) desc nulls last,
                published_at desc nulls last,
                post_key nulls last
        ) as bigint) as rank
    from scored
)

select
    ranked.brand_id,
    ranked.post_key,
    ranked.author_key,
    ranked.platform,
    ranked.kind,
    ranked.source_id,
    ranked.rights_state,
    case
        when ranked.rights_state in ('granted', 'featured') then 'feature'
        when ranked.rights_state = 'approved' then 'repost'
        when ranked.rights_state <> 'held' then 'ask'
    end as recommended_use,
    ranked.utility_cue,
    ranked.appeal,
    ranked.declared_kind,
    case
        when ranked.utility is null and ranked.visual is null and ranked.resonance is null
            then 'utility,visual,resonance'
        when ranked.utility is null and ranked.visual is null then 'utility,visual'
        when ranked.utility is null and ranked.resonance is null then 'utility,resonance'
        when ranked.visual is null and ranked.resonance is null then 'visual,resonance'
        when ranked.utility is null then 'utility'
        when ranked.visual is null then 'visual'
        when ranked.resonance is null then 'resonance'
    end as missing_parts,
    ranked.rank,
    ranked.ugc_score,
    ranked.positive_p,
    ranked.quality,
    ranked.utility,
    ranked.visual,
    ranked.resonance,
    ranked.freshness,
    ranked.save_lift,
    ranked.utility_cues_count,
    ranked.entertainment_cues_count,
    ranked.likes_count,
    ranked.saves_count,
    ranked.replies_count,
    ranked.shares_count,
    ranked.image_count,
    ranked.text_length,
    ranked.own_length,
    ranked.day_no,
    ranked.has_video,
    ranked.is_copied
from ranked
join params on ranked.rank <= params.list_size
