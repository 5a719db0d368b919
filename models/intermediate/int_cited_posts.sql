/*---
about: Posts that stand as evidence in a candidate's row, one row a post.
grain: [post_key]
checks:
  unique: [post_key]
---*/
with cited as (
    select evidence_post_key_1 as post_key
    from int_candidate_evidence
    union all
    select evidence_post_key_2 as post_key
    from int_candidate_evidence
    union all
    select evidence_post_key_3 as post_key
    from int_candidate_evidence
)

select post_key
from cited
where post_key is not null
group by post_key
