/*---
about: Brands named in the version of a record that is in force.
grain: [post_key, brand_id]
---*/
with named as (
    select
        mention.post_key,
        mention.brand_id,
        mention.role,
        mention.basis,
        mention.positive_p,
        mention.negative_p,
        cast(row_number() over (
            partition by mention.post_key, mention.brand_id
            order by
                mention.basis nulls last,
                mention.role nulls last,
                mention.positive_p desc nulls last,
                mention.negative_p desc nulls last,
                mention.product_id nulls last
        ) as bigint) as mention_no
    from lake_mentions as mention
    join stg_posts as post on post.post_key = mention.post_key and post.version_key = mention.version_key
)

select
    post_key,
    brand_id,
    role,
    basis,
    positive_p,
    negative_p
from named
where mention_no = 1
