/*---
about: Consumers and mentions of the last 12 weeks, by brand, which the counts of its words are parts of.
grain: [brand_id]
checks:
  unique: [brand_id]
---*/
select
    brand_id,
    category,
    cast(count(distinct author_key) as bigint) as authors_count,
    cast(count(*) as bigint) as mentions_count
from int_consumer_mentions
where is_recent
group by brand_id, category
