/*---
about: Posts that stand as evidence in a candidate's row, with their counts as last seen and what they say of payment.
grain: [post_key]
checks:
  unique: [post_key]
---*/
with cited as (
    select evidence_post_key_1 as post_key
    from int_candidate_evidence
    union
    select evidence_post_key_2 as post_key
    from int_candidate_evidence
    union
    select evidence_post_key_3 as post_key
    from int_candidate_evidence
)

select
    post.post_key,
    post.author_key,
    post.platform,
    post.kind,
    post.source_id,
    said.disclosure_kind,
    said.disclosure_state,
    said.disclosure_evidence,
    seen.likes_count,
    seen.saves_count,
    seen.replies_count,
    seen.shares_count,
    post.image_count,
    post.day_no,
    post.has_video
from cited
join stg_posts as post on post.post_key = cited.post_key
left join stg_observations as seen on seen.post_key = cited.post_key
left join int_disclosures as said on said.post_key = cited.post_key
