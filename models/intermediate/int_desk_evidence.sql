/*---
about: Up to three records of each account left out, a brand, that the review desk shows; evidence of suspects before newest mentions.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with wanted as (
    select
        brand_id,
        author_key
    from int_left_out
    union
    select
        brand_id,
        author_key
    from int_suspects
),

found as (
    select
        wanted.brand_id,
        wanted.author_key,
        evidence.post_key,
        cast(1 as bigint) as kind_no,
        evidence.evidence_no as place
    from int_suspects as wanted
    join int_authenticity_evidence as evidence on evidence.author_key = wanted.author_key
    where evidence.post_key is not null
    union all
    select
        wanted.brand_id,
        wanted.author_key,
        mention.post_key,
        cast(2 as bigint) as kind_no,
        -mention.day_no as place
    from wanted
    join int_mentions as mention
        on mention.brand_id = wanted.brand_id and mention.author_key = wanted.author_key
),

single as (
    select
        brand_id,
        author_key,
        post_key,
        min(kind_no) as kind_no,
        min(place) as place
    from found
    group by brand_id, author_key, post_key
),

ranked as (
    select
        single.*,
        cast(row_number() over (
            partition by brand_id, author_key
            order by kind_no nulls last, place nulls last, post_key nulls last
        ) as bigint) as evidence_no
    from single
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
