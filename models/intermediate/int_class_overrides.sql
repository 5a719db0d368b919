/*---
about: The class that somebody gave an account by hand; it wins over what the rules say. A decision for all brands wins over one for a brand.
grain: [author_key]
checks:
  unique: [author_key]
  accepted: { author_class: [official, organisation, media, store, kol, consumer] }
---*/
with overrides as (
    select
        subject_key as author_key,
        value as author_class,
        cast(row_number() over (
            partition by subject_key
            order by
                case when brand_id is null then 0 else 1 end nulls last,
                decided_at desc nulls last,
                brand_id nulls last
        ) as bigint) as override_no
    from stg_decisions
    where
        type = 'class_override'
        and value in ('official', 'organisation', 'media', 'store', 'kol', 'consumer')
)

select
    author_key,
    author_class
from overrides
where override_no = 1
