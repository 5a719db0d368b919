/*---
about: What profiled accounts have published, counted by kind, before as_of.
grain: [author_key]
checks:
  unique: [author_key]
---*/
select
    post.author_key,
    max(post.platform) as platform,
    cast(count(case when post.kind = 'post' then 1 end) as bigint) as posts_count,
    cast(count(case when post.kind = 'comment' then 1 end) as bigint) as comments_count,
    cast(count(case when post.kind = 'review' then 1 end) as bigint) as reviews_count,
    cast(count(distinct post.week_start) as bigint) as active_weeks_count,
    min(post.day_no) as first_day_no,
    max(post.day_no) as last_day_no
from int_profiled_authors as profiled
join stg_posts as post on post.author_key = profiled.author_key
group by post.author_key
