/*---
about: >-
  Records of known authors of the last 26 weeks that mention a brand, once each: what the tests of ranking 5 look at.
grain: [post_key]
columns:
  is_named: { says: "Names a brand itself; otherwise it answers a post about one.", personal: none }
checks:
  unique: [post_key]
  not_null: [post_key, author_key]
---*/
with mentioning as (
    select
        mention.post_key,
        bool_or(not mention.is_inherited) as is_named
    from int_mentions as mention
    join params on mention.day_no >= params.as_of_day - 182
    where mention.author_key is not null
    group by mention.post_key
)

select
    post.post_key,
    post.version_key,
    post.author_key,
    post.platform,
    post.kind,
    post.source_id,
    post.product,
    post.rating / nullif(post.rating_scale, 0e0) as rating_part,
    post.day_no,
    mentioning.is_named,
    post.is_purchase_verified
from mentioning
join stg_posts as post on post.post_key = mentioning.post_key
