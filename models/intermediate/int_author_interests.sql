/*---
about: Aspects and products that printed people speak of when they speak of their own brand.
grain: [brand_id, author_key, kind, code]
columns:
  code: { says: "Aspect, or id of a configured product.", personal: linkable }
checks:
  unique: [brand_id, author_key, kind, code]
---*/
select
    brand_id,
    author_key,
    'aspect' as kind,
    aspect as code,
    cast(count(*) as bigint) as mentions_count,
    cast(count(case when is_praise then 1 end) as bigint) as praised_count,
    cast(count(case when is_blame then 1 end) as bigint) as blamed_count
from int_mention_aspects
where is_printed
group by brand_id, author_key, aspect
union all
select
    mention.brand_id,
    mention.author_key,
    'product' as kind,
    named.product_id as code,
    cast(count(*) as bigint) as mentions_count,
    cast(count(case when mention.is_positive then 1 end) as bigint) as praised_count,
    cast(count(case when mention.is_negative then 1 end) as bigint) as blamed_count
from int_consumer_mentions as mention
join stg_mentions as named on named.post_key = mention.post_key and named.brand_id = mention.brand_id
where mention.is_printed and named.product_id is not null
group by mention.brand_id, mention.author_key, named.product_id
