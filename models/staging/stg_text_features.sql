/*---
about: Feeling of the words of the version of a record that is in force; null = language not read.
grain: [post_key]
materialised: view
---*/
select
    feature.post_key,
    max(feature.positive_p) as positive_p,
    max(feature.negative_p) as negative_p
from lake_text_features as feature
join stg_posts as post on post.post_key = feature.post_key and post.version_key = feature.version_key
group by feature.post_key
