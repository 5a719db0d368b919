/*---
about: Totals of a category in the reported week, of which shares of voice are parts.
grain: [category]
checks:
  unique: [category]
---*/
select
    category,
    cast(sum(mentions_count) as bigint) as mentions_count,
    cast(sum(consumer_authors_count) as bigint) as consumer_authors_count,
    cast(sum(positive_authors_count) as bigint) as positive_authors_count
from int_brand_activity
group by category
