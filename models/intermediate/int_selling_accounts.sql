/*---
about: >-
  Accounts that sell one brand (ranking 8.1): in the last 26 weeks over 52 posts a year about it, 9 in 10 of at least 10 posts of
  theirs, and shop links or discount codes in at least 3 of them. Worked out before any sum, since such accounts enter none.
grain: [author_key]
checks:
  unique: [author_key]
---*/
with linking as (
    select
        post.author_key,
        cast(count(distinct post.post_key) as bigint) as linking_posts_count
    from stg_text_features as words
    join stg_posts as post on post.post_key = words.post_key and post.version_key = words.version_key
    join params on post.day_no >= params.as_of_day - 182
    where (words.has_shop_link or words.has_discount_code) and post.author_key is not null
    group by post.author_key
),

posted as (
    select
        post.author_key,
        cast(count(*) as bigint) as posts_count
    from linking
    join stg_posts as post on post.author_key = linking.author_key
    join params on post.day_no >= params.as_of_day - 182
    where linking.linking_posts_count >= 3 and post.kind in ('post', 'review')
    group by post.author_key
),

about_brands as (
    select
        post.author_key,
        named.brand_id,
        cast(count(*) as bigint) as brand_posts_count
    from posted
    join stg_posts as post on post.author_key = posted.author_key
    join params on post.day_no >= params.as_of_day - 182
    join stg_mentions as named on named.post_key = post.post_key
    where post.kind in ('post', 'review')
    group by post.author_key, named.brand_id
)

select posted.author_key
from posted
join about_brands on about_brands.author_key = posted.author_key
where
    posted.posts_count >= 10
    and about_brands.brand_posts_count > 26
    and cast(about_brands.brand_posts_count as double) >= 0.9e0 * cast(posted.posts_count as double)
group by posted.author_key
