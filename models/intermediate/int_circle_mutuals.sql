/*---
about: >-
  Mutual partners (ranking 5): two accounts that answered each other and both praised the brand in the last 26 weeks;
  each pair stands in both directions.
grain: [brand_id, author_key, partner_key]
---*/
select
    own.brand_id,
    mutual.author_key,
    mutual.partner_key
from int_circle_mutual_ties as mutual
join int_circle_praise as own on own.author_key = mutual.author_key
join int_circle_praise as theirs on theirs.author_key = mutual.partner_key and theirs.brand_id = own.brand_id
