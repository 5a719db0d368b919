/*---
about: >-
  Different texts of recent mentions by their whole sketch: texts that agree in all bands are the same but for emoji, spaces
  and punctuation, and are one row here.
grain: [text_key]
columns:
  text_key: { says: "The first of the records with this text.", personal: linkable }
  author_key: { says: "One of its authors.", personal: linkable }
checks:
  unique: [text_key]
---*/
select
    min(post_key) as text_key,
    min(author_key) as author_key,
    max(author_key) as last_author_key,
    cast(count(distinct author_key) as bigint) as authors_count,
    b0,
    b1,
    b2,
    b3,
    b4,
    b5,
    b6,
    b7
from int_authenticity_sketches
group by b0, b1, b2, b3, b4, b5, b6, b7
