/*---
about: >-
  Posts, comments and reviews as last seen before as_of, one row a record; a card of a list or a cut text counts only where no
  whole version is known. A version without a date, such as that of a post that is gone, has the date of the others; records of which no
  version has one are not here.
grain: [post_key]
columns:
  thread_node_key: { says: "Node of the post at the top of the thread, else of what this answers; null = answers nothing.", personal: linkable }
  parent_node_key: { says: "Node of what this answers; null = answers nothing known.", personal: linkable }
  has_brand_field: { says: "The source names a brand in a field of its own; the rating is for that one, configured or not.", personal: none }
checks:
  not_null: [post_key, version_key, day_no, week_start]
---*/
with known as (
    select
        post.post_key,
        max(post.day_no) as day_no,
        max(post.week_start) as week_start,
        max(post.published_at) as published_at
    from lake_posts as post
    join params on post.observed_day_no < params.as_of_day
    where post.day_no is not null
    group by post.post_key
),

versions as (
    select
        post.post_key,
        post.version_key,
        post.node_key,
        coalesce(post.root_node_key, post.parent_node_key) as thread_node_key,
        post.parent_node_key,
        post.author_key,
        post.platform,
        post.kind,
        post.source_id,
        post.observed_basis,
        -- 'full' comes first: once its author's own list has shown a post, what found it otherwise does not matter.
        min(post.coverage_basis) over (partition by post.post_key) as coverage_basis,
        post.format,
        post.region,
        post.product,
        post.rating,
        post.rating_scale,
        post.rating_sign,
        post.text_length,
        post.tie_no,
        post.image_count,
        post.image_min_px,
        post.replied_by_count,
        coalesce(post.day_no, known.day_no) as day_no,
        post.observed_day_no,
        post.has_video,
        coalesce(post.has_brand_field, false) as has_brand_field,
        post.is_brand,
        post.is_repost,
        post.is_disclosed,
        post.is_gifted,
        post.is_purchase_verified,
        post.collects_replies,
        coalesce(post.week_start, known.week_start) as week_start,
        coalesce(post.published_at, known.published_at) as published_at,
        cast(row_number() over (
            partition by post.post_key
            order by
                coalesce(post.is_excerpt, false) asc nulls last,
                post.observed_at desc nulls last,
                post.fetched_at desc nulls last,
                post.version_key desc nulls last,
                post.source_id desc nulls last
        ) as bigint) as version_no
    from lake_posts as post
    join params on post.observed_day_no < params.as_of_day
    join known on known.post_key = post.post_key
    where coalesce(post.day_no, known.day_no) < params.as_of_day
)

select
    post_key,
    version_key,
    node_key,
    thread_node_key,
    parent_node_key,
    author_key,
    platform,
    kind,
    source_id,
    observed_basis,
    coverage_basis,
    format,
    region,
    product,
    rating,
    rating_scale,
    rating_sign,
    text_length,
    tie_no,
    image_count,
    image_min_px,
    replied_by_count,
    day_no,
    observed_day_no,
    has_video,
    has_brand_field,
    is_brand,
    is_repost,
    is_disclosed,
    is_gifted,
    is_purchase_verified,
    collects_replies,
    week_start,
    published_at
from versions
where version_no = 1
