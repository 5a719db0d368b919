/*---
about: How many consumers and mentions of the last 12 weeks use a word, a brand.
grain: [brand_id, term]
checks:
  unique: [brand_id, term]
---*/
with used as (
    select
        mention.brand_id,
        mention.category,
        word.term,
        mention.author_key,
        cast(count(distinct mention.post_key) as bigint) as mentions_count,
        cast(count(distinct case when mention.is_positive then mention.post_key end) as bigint) as positive_mentions_count
    from int_consumer_mentions as mention
    join stg_keywords as word
        on word.post_key = mention.post_key and word.version_key = mention.version_key
    where mention.is_recent
    group by mention.brand_id, mention.category, word.term, mention.author_key
)

select
    brand_id,
    category,
    term,
    cast(count(*) as bigint) as authors_count,
    cast(sum(mentions_count) as bigint) as mentions_count,
    cast(sum(positive_mentions_count) as bigint) as positive_mentions_count
from used
group by brand_id, category, term
