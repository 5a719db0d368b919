/*---
about: >-
  Accounts that praise an own brand and whose patterns are unusual enough to leave them out. Files count them; only the review
  desk names them.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
select
    score.brand_id,
    score.author_key,
    score.mentions_count,
    score.positive_mentions_count,
    score.pos
from int_pair_scores as score
join ref_brands as brand on brand.brand_id = score.brand_id
where
    brand.role = 'own'
    and not coalesce(brand.is_sensitive, false)
    and score.class = 'suspect'
    and score.positive_mentions_count >= 1
