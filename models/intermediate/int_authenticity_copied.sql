/*---
about: >-
  Accounts of whose recent mentions more than a fifth are texts that stand under another account too (ranking 5). Short
  answers that name no brand do not thin this out.
grain: [author_key]
checks:
  unique: [author_key]
---*/
with counted as (
    select
        post.author_key,
        cast(count(copied.post_key) as double) as copied_count,
        cast(count(case when post.is_named or sketch.post_key is not null then 1 end) as double) as texts_count
    from int_authenticity_posts as post
    left join int_authenticity_sketches as sketch on sketch.post_key = post.post_key
    left join int_authenticity_copied_posts as copied on copied.post_key = post.post_key
    group by post.author_key
),

shared as (
    select
        author_key,
        copied_count / nullif(texts_count, 0e0) as copied_share
    from counted
)

select
    author_key,
    copied_share
from shared
where copied_share > 0.2e0
