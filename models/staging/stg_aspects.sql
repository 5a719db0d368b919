/*---
about: Aspects that each version of a record judges; brand_id null = the words name no brand. A version taken in twice stands twice.
grain: [post_key, version_key, brand_id, aspect]
materialised: view
---*/
select
    post_key,
    version_key,
    brand_id,
    aspect,
    term,
    sign
from lake_aspects
