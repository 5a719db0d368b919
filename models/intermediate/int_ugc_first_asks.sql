/*---
about: The best post of each author, a brand, among the UGC candidates whose author should be asked.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with ordered as (
    select
        brand_id,
        author_key,
        post_key,
        rank,
        cast(row_number() over (
            partition by brand_id, author_key
            order by rank nulls last, post_key nulls last
        ) as bigint) as ask_no
    from int_ugc_ranks
    where recommended_use = 'ask'
)

select
    brand_id,
    author_key,
    post_key,
    rank
from ordered
where ask_no = 1
