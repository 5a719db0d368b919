/*---
about: One row an account and another that answered it in the last 26 weeks.
grain: [author_key, responder_key]
---*/
select
    author_key,
    responder_key
from int_circle_answers
group by author_key, responder_key
