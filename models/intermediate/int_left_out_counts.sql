/*---
about: Accounts that are no candidates of an own brand, by class and the rule that decided; suspects with the reason patterns.
grain: [brand_id, class, class_reason]
checks:
  unique: [brand_id, class, class_reason]
---*/
with told as (
    select
        brand_id,
        class,
        class_reason
    from int_left_out
    union all
    select
        brand_id,
        'suspect' as class,
        'patterns' as class_reason
    from int_suspects
)

select
    brand_id,
    class,
    class_reason,
    cast(count(*) as bigint) as authors_count
from told
group by brand_id, class, class_reason
