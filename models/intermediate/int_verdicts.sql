/*---
about: >-
  What somebody decided about an account as a customer of a brand: confirmed, rejected, or wrong_brand (its words mean something
  else than the brand). A decision for all brands holds where none was made for the one.
grain: [author_key, brand_id]
checks:
  unique: [author_key, brand_id]
  accepted: { verdict: [confirmed, rejected, wrong_brand] }
---*/
with decided as (
    select
        decision.subject_key as author_key,
        brand.brand_id,
        decision.value as verdict,
        decision.decided_at,
        cast(row_number() over (
            partition by decision.subject_key, brand.brand_id
            order by case when decision.brand_id is null then 2 else 1 end nulls last, brand.brand_id nulls last
        ) as bigint) as decision_no
    from stg_decisions as decision
    join ref_brands as brand on brand.brand_id = decision.brand_id or decision.brand_id is null
    where decision.type = 'verdict'
)

select
    author_key,
    brand_id,
    verdict,
    decided_at
from decided
where decision_no = 1 and verdict in ('confirmed', 'rejected', 'wrong_brand')
