/*---
about: >-
  Mentions that reports look at one by one, before it is asked who is a consumer: all of the last 12 weeks, and whatever printed
  people said of their own brand at any time.
grain: [post_key, brand_id]
columns:
  is_own: { says: "Of an own brand.", personal: none }
  is_recent: { says: "Of the 84 days before as_of.", personal: none }
  is_printed: { says: "By somebody whom the brand's files may print.", personal: linkable }
checks:
  unique: [post_key, brand_id]
---*/
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
where
    mention.author_key is not null
    and (mention.day_no >= params.as_of_day - 84 or printed.author_key is not null)
