/*---
about: >-
  Feelings that somebody corrected by hand, for one brand or (brand_id null) for all brands of a record; irrelevant = the words do not
  mean the brand, so there is no mention.
grain: [post_key, brand_id]
---*/
select
    subject_key as post_key,
    brand_id,
    case when value = 'positive' then 1e0 else 0e0 end as positive_p,
    case when value = 'negative' then 1e0 else 0e0 end as negative_p,
    value = 'irrelevant' as is_irrelevant
from stg_decisions
where type = 'label_override' and value in ('positive', 'neutral', 'negative', 'irrelevant')
