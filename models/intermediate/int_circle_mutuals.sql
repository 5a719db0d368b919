/*---
about: >-
  Mutual partners (ranking 5): two accounts that answered each other and both praised the brand in the last 26 weeks;
  each pair stands in both directions.
grain: [brand_id, author_key, partner_key]
---*/
with mutual as (
    select
        tie.author_key,
        tie.responder_key as partner_key
    from int_circle_ties as tie
    join int_circle_ties as back
        on back.author_key = tie.responder_key and back.responder_key = tie.author_key
),

mutual_authors as (
    select author_key
    from mutual
    group by author_key
),

praised as (
    select
        mention.author_key,
        mention.brand_id
    from int_mentions as mention
    join params on mention.day_no >= params.as_of_day - 182
    join mutual_authors on mutual_authors.author_key = mention.author_key
    where mention.is_positive
    group by mention.author_key, mention.brand_id
)

select
    own.brand_id,
    mutual.author_key,
    mutual.partner_key
from mutual
join praised as own on own.author_key = mutual.author_key
join praised as theirs on theirs.author_key = mutual.partner_key and theirs.brand_id = own.brand_id
