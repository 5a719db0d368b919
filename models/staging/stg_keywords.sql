/*---
about: Keywords of each version of a record; nothing where koc.yaml leaves keywords off. A version taken in twice stands twice.
grain: [post_key, version_key, term]
materialised: view
---*/
select
    post_key,
    version_key,
    term
from lake_keywords
