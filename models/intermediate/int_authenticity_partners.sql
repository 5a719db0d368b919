/*---
about: Mutual partners of each account for a brand, at most 50 each, in the order of the key, so that a ring of thousands costs no more than its members.
grain: [brand_id, author_key, partner_key]
---*/
with numbered as (
    select
        brand_id,
        author_key,
        partner_key,
        cast(row_number() over (
            partition by brand_id, author_key
            order by partner_key nulls last
        ) as bigint) as partner_no,
        cast(count(*) over (partition by brand_id, author_key) as bigint) as partners_count
    from int_circle_mutuals
)

select
    brand_id,
    author_key,
    partner_key,
    partners_count
from numbered
where partner_no <= 50
