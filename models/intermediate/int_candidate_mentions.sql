/*---
about: The mentions of printed people that a dossier shows, at most 12, the cited evidence first, then the newest.
grain: [brand_id, author_key, mention_no]
checks:
  unique: [brand_id, author_key, mention_no]
---*/
with ordered as (
    select
        mention.*,
        cast(row_number() over (
            partition by mention.brand_id, mention.author_key
            order by
                case
                    when mention.post_key = cited.evidence_post_key_1 then 1
                    when mention.post_key = cited.evidence_post_key_2 then 2
                    when mention.post_key = cited.evidence_post_key_3 then 3
                    else 4
                end nulls last,
                mention.published_at desc nulls last,
                mention.post_key nulls last
        ) as bigint) as mention_no
    from int_consumer_mentions as mention
    left join int_candidate_evidence as cited
        on cited.brand_id = mention.brand_id and cited.author_key = mention.author_key
    where mention.is_printed
)

select
    ordered.brand_id,
    ordered.author_key,
    ordered.post_key,
    ordered.platform,
    ordered.kind,
    case when ordered.is_positive then 'positive' when ordered.is_negative then 'negative' else 'neutral' end as feeling,
    said.disclosure_kind,
    said.disclosure_state,
    ordered.mention_no,
    seen.likes_count,
    seen.saves_count,
    seen.replies_count,
    seen.shares_count,
    ordered.image_count,
    ordered.day_no,
    ordered.is_inherited,
    ordered.has_video
from ordered
left join stg_observations as seen on seen.post_key = ordered.post_key
left join int_disclosures as said on said.post_key = ordered.post_key
where ordered.mention_no <= 12
