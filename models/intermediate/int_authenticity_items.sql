/*---
about: >-
  Products that accounts wrote about and posts that they answered in the last 26 weeks, with the first day. Only items of at
  most 200 accounts (meeting at others says little) and accounts with at least 3 of them; both are numbered, which makes pairs cheap.
grain: [item_no, author_no]
checks:
  unique: [item_no, author_no]
---*/
with touched as (
    select
        post.author_key,
        'product ' || post.platform || ' ' || post.product as item_key,
        post.day_no
    from stg_posts as post
    join params on post.day_no >= params.as_of_day - 182
    where post.product is not null and post.author_key is not null
    union all
    select
        post.author_key,
        'post ' || post.thread_node_key as item_key,
        post.day_no
    from stg_posts as post
    join params on post.day_no >= params.as_of_day - 182
    where post.thread_node_key is not null and post.author_key is not null
),

first_touched as (
    select
        touched.item_key,
        touched.author_key,
        min(touched.day_no) as day_no
    from touched
    left join int_refused_authors as refused on refused.author_key = touched.author_key
    left join int_official_authors as official on official.author_key = touched.author_key
    where refused.author_key is null and official.author_key is null
    group by touched.item_key, touched.author_key
),

bounded as (
    select
        item_key,
        author_key,
        day_no,
        cast(count(*) over (partition by item_key) as bigint) as authors_count
    from first_touched
),

busy as (
    select
        item_key,
        author_key,
        day_no,
        cast(count(*) over (partition by author_key) as bigint) as items_count
    from bounded
    where authors_count >= 2 and authors_count <= 200
)

select
    cast(dense_rank() over (order by item_key nulls last) as bigint) as item_no,
    cast(dense_rank() over (order by author_key nulls last) as bigint) as author_no,
    author_key,
    day_no
from busy
where items_count >= 3
