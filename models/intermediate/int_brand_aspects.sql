/*---
about: What the last 12 weeks praise and blame about each own brand, with the newest record of either that says so.
grain: [brand_id, aspect]
columns:
  authors_count: { says: "Different accounts that praise or blame it.", personal: none }
checks:
  unique: [brand_id, aspect]
---*/
with ordered as (
    select
        brand_id,
        aspect,
        author_key,
        is_praise,
        is_blame,
        case when not is_sensitive then post_key end as shown_post_key,
        cast(row_number() over (
            partition by brand_id, aspect, is_praise
            order by published_at desc nulls last, post_key nulls last
        ) as bigint) as praise_no,
        cast(row_number() over (
            partition by brand_id, aspect, is_blame
            order by published_at desc nulls last, post_key nulls last
        ) as bigint) as blame_no
    from int_mention_aspects
    where is_recent and (is_praise or is_blame)
)

select
    brand_id,
    aspect,
    max(case when is_praise and praise_no = 1 then shown_post_key end) as praised_post_key,
    max(case when is_blame and blame_no = 1 then shown_post_key end) as blamed_post_key,
    cast(count(case when is_praise then 1 end) as bigint) as praised_count,
    cast(count(case when is_blame then 1 end) as bigint) as blamed_count,
    cast(count(distinct author_key) as bigint) as authors_count
from ordered
group by brand_id, aspect
