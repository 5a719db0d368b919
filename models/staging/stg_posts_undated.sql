/*---
about: Records seen before as_of of which no version says when it was published. They count in coverage and nowhere else.
grain: [post_key]
checks:
  unique: [post_key]
---*/
with versions as (
    select
        post.post_key,
        post.platform,
        post.kind,
        post.source_id,
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
    where post.day_no is null
)

select
    versions.post_key,
    versions.platform,
    versions.kind,
    versions.source_id
from versions
left join stg_posts on stg_posts.post_key = versions.post_key
where versions.version_no = 1 and stg_posts.post_key is null
