/*---
about: Who stands behind the numbers of int_authenticity_items.
grain: [author_no]
checks:
  unique: [author_no]
---*/
select
    author_no,
    max(author_key) as author_key
from int_authenticity_items
group by author_no
