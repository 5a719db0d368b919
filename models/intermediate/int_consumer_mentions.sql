/*---
about: Those of int_told_mentions that are by consumers of the brand; suspects, KOLs and unknown accounts are not here.
grain: [post_key, brand_id]
columns:
  is_own: { says: "Of an own brand.", personal: none }
  is_recent: { says: "Of the 84 days before as_of.", personal: none }
  is_printed: { says: "By somebody whom the brand's files may print.", personal: linkable }
checks:
  unique: [post_key, brand_id]
---*/
select
    told.post_key,
    post.version_key,
    told.brand_id,
    told.category,
    told.author_key,
    told.platform,
    told.kind,
    told.day_no,
    post.image_count,
    told.is_own,
    told.is_sensitive,
    told.is_recent,
    told.is_printed,
    told.is_inherited,
    told.is_positive,
    told.is_negative,
    post.has_video,
    told.published_at
from int_told_mentions as told
join int_pair_class as class
    on class.brand_id = told.brand_id and class.author_key = told.author_key and class.class = 'consumer'
join stg_posts as post on post.post_key = told.post_key
