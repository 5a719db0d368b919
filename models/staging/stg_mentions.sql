/*---
about: >-
  Brands named in the version of a record that is in force. Where the same version was taken in twice and read differently,
  the brand field of the source wins over words, and praise over silence.
grain: [post_key, brand_id]
---*/
select
    mention.post_key,
    mention.brand_id,
    case when bool_or(mention.role = 'subject') then 'subject' else min(mention.role) end as role,
    min(mention.basis) as basis,
    min(mention.product_id) as product_id,
    max(mention.positive_p) as positive_p,
    max(mention.negative_p) as negative_p
from lake_mentions as mention
join stg_posts as post on post.post_key = mention.post_key and post.version_key = mention.version_key
group by mention.post_key, mention.brand_id
