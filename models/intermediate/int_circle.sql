/*---
about: Circle and influence of an account for a brand (ranking 6), one row a pair with a mention.
grain: [brand_id, author_key]
columns:
  reach_new_share: { says: "Part of the responders who had not mentioned the brand before; null = nobody answered.", personal: linkable }
  circle: { says: "Sum over responders of authenticity x (mutual ? 0.5 : 1) x (credible ? 1 : 0.2).", personal: linkable }
  influence: { says: "0.9 + 0.3 circle / (circle + 5), 0.9 to 1.2.", personal: linkable }
  floor_factor: { says: "0.3 where the source collects replies and no credible stranger answered, else 1.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  not_null: [brand_id, author_key, responders_count, circle, influence, floor_factor]
  between: { influence: [0.9, 1.2], reach_new_share: [0, 1], floor_factor: [0.3, 1] }
---*/
with pairs as (
    select
        mention.brand_id,
        mention.author_key,
        cast(count(*) as bigint) as mentions_count,
        cast(count(case when source.collects_replies then 1 end) as bigint) as collecting_count
    from int_mentions as mention
    join int_authenticity_sources as source on source.source_id = mention.source_id
    where mention.author_key is not null
    group by mention.brand_id, mention.author_key
)

select
    pairs.brand_id,
    pairs.author_key,
    coalesce(summed.responders_count, 0) as responders_count,
    coalesce(summed.credible_responders_count, 0) as credible_responders_count,
    coalesce(summed.inner_circle_count, 0) as inner_circle_count,
    summed.reach_new_share,
    coalesce(summed.circle, 0e0) as circle,
    0.9e0 + 0.3e0 * coalesce(summed.circle, 0e0) / nullif(coalesce(summed.circle, 0e0) + 5e0, 0e0) as influence,
    case
        -- Most of the mentions must come from where answers would have been seen.
        when 2 * pairs.collecting_count > pairs.mentions_count and coalesce(summed.credible_strangers_count, 0) = 0
            then 0.3e0
        else 1e0
    end as floor_factor
from pairs
left join int_circle_summed as summed
    on summed.brand_id = pairs.brand_id and summed.author_key = pairs.author_key
