/*---
about: Mean rating that each product is given, in parts of the scale.
grain: [platform, product]
checks:
  unique: [platform, product]
---*/
with rated as (
    select
        platform,
        product,
        rating / nullif(rating_scale, 0e0) as rating_part
    from stg_posts
    where product is not null
)

select
    platform,
    product,
    cast(sum(cast(round(rating_part * 1e9) as bigint)) as double) / 1e9
    / nullif(cast(count(*) as double), 0e0) as usual_rating
from rated
where rating_part is not null
group by platform, product
