/*---
about: What profiled accounts say about brands outside sensitive categories; of their favourite only an own brand is named.
grain: [author_key]
checks:
  unique: [author_key]
---*/
with told as (
    select
        praise.author_key,
        praise.brand_id,
        praise.category,
        brand.role,
        praise.mentions_count,
        praise.positive_mentions_count,
        cast(row_number() over (
            partition by praise.author_key
            order by praise.positive_e9 desc nulls last, praise.last_day_no desc nulls last, praise.brand_id nulls last
        ) as bigint) as brand_no
    from int_profiled_authors as profiled
    join int_author_brand as praise on praise.author_key = profiled.author_key
    join ref_brands as brand on brand.brand_id = praise.brand_id
    where not coalesce(brand.is_sensitive, false)
)

select
    author_key,
    max(case when brand_no = 1 and role = 'own' then brand_id end) as top_brand_id,
    cast(sum(positive_mentions_count) as double)
    / nullif(cast(sum(mentions_count) as double), 0e0) as positive_share,
    cast(sum(mentions_count) as bigint) as mentions_count,
    cast(count(*) as bigint) as brands_count,
    cast(count(distinct category) as bigint) as categories_count
from told
group by author_key
