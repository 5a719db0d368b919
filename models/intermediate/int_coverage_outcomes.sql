/*---
about: >-
  How the passes over a source and platform ended, the worst of all and the worst of the newest day; and of sources that people look
  at by hand, also where nobody has yet, how many words they have left out in the reported week.
grain: [source_id, platform]
checks:
  unique: [source_id, platform]
---*/
with severities as (
    select
        source_id,
        platform,
        outcome,
        observed_day_no,
        case outcome
            when 'ok' then 0
            when 'empty' then 1
            when 'capped' then 2
            when 'partial' then 3
            when 'gone' then 4
            when 'rate_limited' then 5
            when 'login_needed' then 6
            when 'blocked' then 7
            else 8
        end as severity
    from stg_passes
),

ranked as (
    select
        source_id,
        platform,
        outcome,
        cast(row_number() over (
            partition by source_id, platform
            order by severity desc nulls last, observed_day_no desc nulls last, source_id nulls last
        ) as bigint) as worst_no,
        cast(row_number() over (
            partition by source_id, platform
            order by observed_day_no desc nulls last, severity desc nulls last, source_id nulls last
        ) as bigint) as latest_no
    from severities
),

passed as (
    select
        source_id,
        platform,
        max(case when worst_no = 1 then outcome end) as outcome,
        max(case when latest_no = 1 then outcome end) as latest_outcome
    from ranked
    group by source_id, platform
)

select
    coalesce(passed.source_id, searched.source_id) as source_id,
    coalesce(passed.platform, searched.platform) as platform,
    passed.outcome,
    passed.latest_outcome,
    searched.words_count,
    searched.words_not_searched_count
from passed
full join ref_searches as searched
    on searched.source_id = passed.source_id and searched.platform = passed.platform
