/*---
about: Brands that accounts with a mutual partner praised in the last 26 weeks.
grain: [brand_id, author_key]
---*/
with mutual_authors as (
    select author_key
    from int_circle_mutual_ties
    group by author_key
)

select
    mention.author_key,
    mention.brand_id
from int_mentions as mention
join params on mention.day_no >= params.as_of_day - 182
join mutual_authors on mutual_authors.author_key = mention.author_key
where mention.is_positive
group by mention.author_key, mention.brand_id
