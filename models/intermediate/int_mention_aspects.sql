/*---
about: >-
  Aspects of an own brand that a consumer's record praises or blames. What names no brand is about the brand of the post that
  it answers.
grain: [post_key, brand_id, aspect]
columns:
  is_praise: { says: "Some word about the aspect praises it; a record can do both.", personal: linkable }
  is_blame: { says: "Some word about the aspect blames it.", personal: linkable }
checks:
  unique: [post_key, brand_id, aspect]
---*/
select
    mention.post_key,
    mention.brand_id,
    judged.aspect,
    min(mention.author_key) as author_key,
    bool_or(judged.sign = 1) as is_praise,
    bool_or(judged.sign = -1) as is_blame,
    bool_or(mention.is_sensitive) as is_sensitive,
    bool_or(mention.is_recent) as is_recent,
    bool_or(mention.is_printed) as is_printed,
    max(mention.published_at) as published_at
from int_consumer_mentions as mention
join stg_aspects as judged
    on judged.post_key = mention.post_key
    and judged.version_key = mention.version_key
    and (judged.brand_id = mention.brand_id or (mention.is_inherited and judged.brand_id is null))
where mention.is_own
group by mention.post_key, mention.brand_id, judged.aspect
