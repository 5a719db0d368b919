/*---
about: >-
  The newest decision of people for each type, subject and brand. Decisions hold for every week, so as_of does not bound
  them; back-tests heed opt-outs only.
grain: [type, subject_key, brand_id]
checks:
  not_null: [type, subject_key]
---*/
with decided as (
    select
        decision.type,
        decision.subject_key,
        decision.brand_id,
        decision.value,
        decision.value_day_no,
        decision.decided_day_no,
        decision.decided_at,
        cast(row_number() over (
            partition by decision.type, decision.subject_key, decision.brand_id
            order by decision.decided_at desc nulls last, decision.decision_id desc nulls last
        ) as bigint) as decision_no
    from lake_decisions as decision
    join params on not params.is_backtest or decision.type in ('opt_out', 'forget')
)

select
    type,
    subject_key,
    brand_id,
    value,
    value_day_no,
    decided_day_no,
    decided_at
from decided
where decision_no = 1
