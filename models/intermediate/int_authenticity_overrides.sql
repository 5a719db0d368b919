/*---
about: What somebody decided about an account by hand; it wins over what the tests say. A decision for all brands wins over one for a brand.
grain: [author_key]
checks:
  unique: [author_key]
  accepted: { override: [trusted, normal, suspect, confirmed] }
---*/
with overrides as (
    select
        subject_key as author_key,
        value as override,
        cast(row_number() over (
            partition by subject_key
            order by
                case when brand_id is null then 0 else 1 end nulls last,
                decided_at desc nulls last,
                brand_id nulls last
        ) as bigint) as override_no
    from stg_decisions
    where type = 'authenticity_override' and value in ('trusted', 'normal', 'suspect', 'confirmed')
)

select
    author_key,
    override
from overrides
where override_no = 1
