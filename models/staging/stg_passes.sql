/*---
about: Finished passes of collectors that ended before as_of.
grain: [source_id, platform, observed_day_no, outcome]
materialised: view
---*/
select
    pass.source_id,
    pass.platform,
    pass.outcome,
    pass.observed_day_no
from lake_passes as pass
join params on pass.observed_day_no < params.as_of_day
group by pass.source_id, pass.platform, pass.outcome, pass.observed_day_no
