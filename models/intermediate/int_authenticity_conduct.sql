/*---
about: What the named mentions of the last 26 weeks of an account add up to; accounts with under 3 are not here.
grain: [author_key]
columns:
  is_comparable: { says: "Of all categories that it speaks of, at least 3 brands are watched, so that one brand alone means something.", personal: linkable }
checks:
  unique: [author_key]
---*/
select
    mention.author_key,
    cast(count(*) as bigint) as mentions_count,
    min(mention.brand_id) = max(mention.brand_id) as is_one_brand,
    bool_and(mention.is_positive) as is_all_praise,
    bool_and(coalesce(mention.coverage_basis = 'keyword_only', false)) as is_keyword_only,
    bool_and(brand.category_brands >= 3) as is_comparable
from int_mentions as mention
join params on mention.day_no >= params.as_of_day - 182
join ref_brands as brand on brand.brand_id = mention.brand_id
where mention.author_key is not null and not mention.is_inherited
group by mention.author_key
having cast(count(*) as bigint) >= 3
