/*---
about: Scores of the words of the version of a record that is in force.
grain: [post_key]
materialised: view
---*/
with scored as (
    select
        feature.post_key,
        feature.lang,
        feature.positive_p,
        feature.negative_p,
        cast(row_number() over (
            partition by feature.post_key
            order by
                feature.lang nulls last,
                feature.positive_p desc nulls last,
                feature.negative_p desc nulls last,
                feature.version_key nulls last
        ) as bigint) as feature_no
    from lake_text_features as feature
    join stg_posts as post on post.post_key = feature.post_key and post.version_key = feature.version_key
)

select
    post_key,
    lang,
    positive_p,
    negative_p
from scored
where feature_no = 1
