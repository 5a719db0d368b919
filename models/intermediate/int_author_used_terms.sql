/*---
about: Words that stand in at least two mentions of the own brand by a printed author; complaints are not read.
grain: [brand_id, author_key, term]
checks:
  unique: [brand_id, author_key, term]
---*/
select
    mention.brand_id,
    mention.author_key,
    word.term,
    cast(count(distinct mention.post_key) as bigint) as mentions_count
from int_consumer_mentions as mention
join stg_keywords as word
    on word.post_key = mention.post_key and word.version_key = mention.version_key
where mention.is_printed and not mention.is_negative
group by mention.brand_id, mention.author_key, word.term
having cast(count(distinct mention.post_key) as bigint) >= 2
