/*---
about: UGC scores and the best posts of each brand; weights are those of ranking 9 over the parts that exist.
grain: [brand_id, post_key]
checks:
  unique: [brand_id, post_key]
  between: { ugc_score: [0, 100] }
---*/
with weighted as (
    select
        parts.*,
        0.30e0 * quality
        + 0.20e0 * coalesce(visual, 0e0)
        + 0.15e0 * coalesce(resonance, 0e0)
        + 0.10e0 * freshness as weighted_sum,
        0.30e0
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
    ranked.rank,
    ranked.ugc_score,
    ranked.positive_p,
    ranked.quality,
    ranked.visual,
    ranked.resonance,
    ranked.freshness,
    ranked.likes_count,
    ranked.saves_count,
    ranked.replies_count,
    ranked.shares_count,
    ranked.image_count,
    ranked.text_length,
    ranked.day_no,
    ranked.has_video
from ranked
join params on ranked.rank <= params.list_size
