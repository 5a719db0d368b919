/*---
about: Recent mentions with a shop link or a discount code that do not say so (ranking 5).
grain: [post_key]
checks:
  unique: [post_key]
---*/
with selling as (
    select
        words.post_key,
        words.version_key
    from stg_text_features as words
    where words.has_shop_link or words.has_discount_code
    group by words.post_key, words.version_key
)

select
    post.post_key,
    post.author_key
from selling
join int_authenticity_posts as post
    on post.post_key = selling.post_key and post.version_key = selling.version_key
left join int_disclosures as said on said.post_key = post.post_key
where said.disclosure_state is distinct from 'declared'
