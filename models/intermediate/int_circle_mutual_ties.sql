/*---
about: Two accounts that answered each other in the last 26 weeks; each pair stands in both directions.
grain: [author_key, partner_key]
---*/
select
    tie.author_key,
    tie.responder_key as partner_key
from int_circle_ties as tie
join int_circle_ties as back
    on back.author_key = tie.responder_key and back.responder_key = tie.author_key
