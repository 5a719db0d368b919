/*---
about: >-
  Accounts that post as media do (ranking 8.1), over 10 posts in each of at least 4 active weeks on average, on over 20 brands.
grain: [author_key]
checks:
  unique: [author_key]
---*/
with busy as (
    select
        post.author_key,
        cast(count(*) as bigint) as posts_count,
        cast(count(distinct post.week_start) as bigint) as weeks_count
    from int_author_totals as totals
    join stg_posts as post on post.author_key = totals.author_key
    join params on post.day_no >= params.as_of_day - 182
    where totals.brands_count > 20 and post.kind = 'post'
    group by post.author_key
)

select author_key
from busy
where weeks_count >= 4 and posts_count > 10 * weeks_count
