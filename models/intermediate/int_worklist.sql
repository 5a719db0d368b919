/*---
about: >-
  The worklist of each own brand: every author once, for the most urgent reason. Each of the four actions first gets a quarter
  of the places, rounded up; places that an action leaves empty go to the others, most urgent first.
grain: [brand_id, item_no]
checks:
  unique: [brand_id, item_no]
---*/
with once as (
    select
        due.*,
        cast(row_number() over (
            partition by due.brand_id, due.author_key
            order by due.urgency_no nulls last, due.author_key nulls last
        ) as bigint) as reason_no
    from int_tasks as due
),

by_action as (
    select
        once.*,
        cast(row_number() over (
            partition by once.brand_id, once.action
            order by once.place nulls last, once.author_key nulls last
        ) as bigint) as action_no
    from once
    where once.reason_no = 1
),

chosen as (
    select
        by_action.*,
        params.worklist_size,
        cast(row_number() over (
            partition by by_action.brand_id
            order by
                case when 4 * (by_action.action_no - 1) < params.worklist_size then 1 else 2 end nulls last,
                by_action.urgency_no nulls last,
                by_action.action_no nulls last,
                by_action.author_key nulls last
        ) as bigint) as choice_no
    from by_action
    cross join params
)

select
    brand_id,
    cast(row_number() over (
        partition by brand_id
        order by urgency_no nulls last, action_no nulls last, author_key nulls last
    ) as bigint) as item_no,
    action,
    author_key,
    post_key,
    rank,
    rank_change
from chosen
where choice_no <= worklist_size
