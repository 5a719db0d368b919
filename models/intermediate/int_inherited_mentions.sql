/*---
about: Answers that name no brand under a post that is about exactly one ("bought my third bottle"). They count half and apart.
grain: [post_key]
checks:
  unique: [post_key]
---*/
with unnamed as (
    select
        post.post_key,
        post.author_key,
        post.node_key,
        post.thread_node_key,
        post.parent_node_key
    from stg_posts as post
    left join int_post_brands as named on named.post_key = post.post_key
    where post.thread_node_key is not null and named.post_key is null
),

roots as (
    select unnamed.thread_node_key
    from unnamed
    join stg_posts as root on root.node_key = unnamed.thread_node_key
    group by unnamed.thread_node_key
),

-- A root that was never collected leaves what is answered directly.
answers as (
    select
        unnamed.post_key,
        unnamed.author_key,
        unnamed.node_key,
        case
            when roots.thread_node_key is not null then unnamed.thread_node_key
            else unnamed.parent_node_key
        end as subject_node_key
    from unnamed
    left join roots on roots.thread_node_key = unnamed.thread_node_key
),

subject_nodes as (
    select subject_node_key
    from answers
    group by subject_node_key
),

-- Two kinds of record may share a node; then all of them must be about the same brand.
subjects as (
    select
        post.node_key,
        min(post.author_key) as author_key,
        min(named.subject_brand_id) as brand_id
    from subject_nodes
    join stg_posts as post on post.node_key = subject_nodes.subject_node_key
    join int_post_brands as named on named.post_key = post.post_key
    group by post.node_key
    having
        min(named.subject_brand_id) = max(named.subject_brand_id)
        and cast(count(*) as bigint) = cast(count(named.subject_brand_id) as bigint)
)

-- What authors say under their own post is no further praise: they have spoken already.
select
    answers.post_key,
    subjects.brand_id
from answers
join subjects on subjects.node_key = answers.subject_node_key
where
    answers.node_key <> answers.subject_node_key
    and (answers.author_key is null or answers.author_key is distinct from subjects.author_key)
