/*---
about: By how many different accounts an account was answered in the last 26 weeks.
grain: [author_key]
checks:
  unique: [author_key]
---*/
select
    author_key,
    cast(count(*) as bigint) as responders_count
from int_circle_ties
group by author_key
