/*---
about: Feeling of the words of each version of a record; null = language not read. A version taken in twice stands twice.
grain: [post_key, version_key]
materialised: view
---*/
select
    post_key,
    version_key,
    positive_p,
    negative_p
from lake_text_features
