/*---
about: >-
  Days that a source covers: from its first pass that brought or could have brought something, else from its oldest record, to
  its newest record. Silence counts as silence only inside.
grain: [source_id]
checks:
  unique: [source_id]
  not_null: [source_id, first_day_no, last_day_no]
---*/
with passed as (
    select
        source_id,
        min(observed_day_no) as first_day_no
    from stg_passes
    where outcome in ('ok', 'empty', 'capped', 'partial')
    group by source_id
),

recorded as (
    select
        source_id,
        min(day_no) as first_day_no,
        max(day_no) as last_day_no,
        bool_or(coalesce(collects_replies, false)) as collects_replies
    from stg_posts
    group by source_id
)

select
    recorded.source_id,
    coalesce(passed.first_day_no, recorded.first_day_no) as first_day_no,
    recorded.last_day_no,
    recorded.collects_replies
from recorded
left join passed on passed.source_id = recorded.source_id
