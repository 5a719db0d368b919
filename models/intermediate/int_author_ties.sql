/*---
about: Number that the transforms made of an account's key, to order ties and the random method of back-tests.
grain: [author_key]
checks:
  unique: [author_key]
---*/
select
    author_key,
    max(tie_no) as tie_no
from stg_posts
where author_key is not null
group by author_key
