/*---
about: >-
  Mentions by consumers of the brand that reports look at one by one: all of the last 12 weeks (own and tracked brands), and
  whatever printed people said of their own brand at any time. Suspects, KOLs and unknown accounts are not here.
grain: [post_key, brand_id]
columns:
  is_own: { says: "Of an own brand.", personal: none }
  is_recent: { says: "Of the 84 days before as_of.", personal: none }
  is_printed: { says: "By somebody whom the brand's files may print.", personal: linkable }
checks:
  unique: [post_key, brand_id]
---*/
with wanted as (
    select
        mention.post_key,
        mention.brand_id,
        mention.category,
        mention.author_key,
        mention.platform,
        mention.kind,
        mention.day_no,
        brand.role = 'own' as is_own,
        coalesce(brand.is_sensitive, false) as is_sensitive,
        mention.day_no >= params.as_of_day - 84 as is_recent,
        printed.author_key is not null as is_printed,
        mention.is_inherited,
        mention.is_positive,
        mention.is_negative,
        mention.published_at
    from int_mentions as mention
    cross join params
    join ref_brands as brand on brand.brand_id = mention.brand_id
    left join int_printed_candidates as printed
        on printed.brand_id = mention.brand_id and printed.author_key = mention.author_key
    where mention.day_no >= params.as_of_day - 84 or printed.author_key is not null
)

select
    wanted.post_key,
    post.version_key,
    wanted.brand_id,
    wanted.category,
    wanted.author_key,
    wanted.platform,
    wanted.kind,
    wanted.day_no,
    post.image_count,
    wanted.is_own,
    wanted.is_sensitive,
    wanted.is_recent,
    wanted.is_printed,
    wanted.is_inherited,
    wanted.is_positive,
    wanted.is_negative,
    post.has_video,
    wanted.published_at
from wanted
join int_pair_class as class
    on class.brand_id = wanted.brand_id and class.author_key = wanted.author_key and class.class = 'consumer'
join stg_posts as post on post.post_key = wanted.post_key
