/*---
about: >-
  The three mentions that speak most for a candidate, strong and recent praise first. What is about the brand counts twice as
  much as what only compares it or answers.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with praise as (
    select
        mention.brand_id,
        mention.author_key,
        mention.post_key,
        cast(mention.positive_e9 as double) * case when mention.role = 'subject' then 2e0 else 1e0 end as strength_e9,
        mention.published_at
    from int_mention_weights as mention
    join int_candidates as candidate
        on candidate.brand_id = mention.brand_id and candidate.author_key = mention.author_key
    where mention.is_positive
),

ranked as (
    select
        brand_id,
        author_key,
        post_key,
        cast(row_number() over (
            partition by brand_id, author_key
            order by
                cast(round(strength_e9 / 1e3) as bigint) desc nulls last,
                published_at desc nulls last,
                post_key nulls last
        ) as bigint) as evidence_no
    from praise
)

select
    brand_id,
    author_key,
    max(case when evidence_no = 1 then post_key end) as evidence_post_key_1,
    max(case when evidence_no = 2 then post_key end) as evidence_post_key_2,
    max(case when evidence_no = 3 then post_key end) as evidence_post_key_3
from ranked
where evidence_no <= 3
group by brand_id, author_key
