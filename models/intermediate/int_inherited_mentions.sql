/*---
about: Answers that name no brand under a post that is about exactly one ("bought my third bottle"). They count half and apart.
grain: [post_key]
checks:
  unique: [post_key]
---*/
with answers as (
    select
        post.post_key,
        post.thread_node_key
    from stg_posts as post
    left join int_post_brands as named on named.post_key = post.post_key
    where post.thread_node_key is not null and post.thread_node_key <> post.node_key and named.post_key is null
),

threads as (
    select thread_node_key
    from answers
    group by thread_node_key
),

-- Two kinds of record may share a node; then all of them must be about the same brand.
subjects as (
    select
        post.node_key,
        min(named.subject_brand_id) as brand_id
    from threads
    join stg_posts as post on post.node_key = threads.thread_node_key
    join int_post_brands as named on named.post_key = post.post_key
    group by post.node_key
    having
        min(named.subject_brand_id) = max(named.subject_brand_id)
        and cast(count(*) as bigint) = cast(count(named.subject_brand_id) as bigint)
)

select
    answers.post_key,
    subjects.brand_id
from answers
join subjects on subjects.node_key = answers.thread_node_key
