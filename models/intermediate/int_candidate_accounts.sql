/*---
about: Platform and size of a candidate's account, and the source most of its mentions of the brand come from.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with counted as (
    select
        mention.brand_id,
        mention.author_key,
        mention.source_id,
        max(mention.platform) as platform,
        cast(count(*) as bigint) as mentions_count
    from int_mentions as mention
    join int_candidates as candidate
        on candidate.brand_id = mention.brand_id and candidate.author_key = mention.author_key
    group by mention.brand_id, mention.author_key, mention.source_id
),

ranked as (
    select
        brand_id,
        author_key,
        source_id,
        platform,
        cast(row_number() over (
            partition by brand_id, author_key
            order by mentions_count desc nulls last, source_id nulls last
        ) as bigint) as source_no
    from counted
)

select
    ranked.brand_id,
    ranked.author_key,
    ranked.platform,
    ranked.source_id,
    account.followers_count,
    account.followers_is_floor
from ranked
left join stg_authors as account on account.author_key = ranked.author_key
where ranked.source_no = 1
