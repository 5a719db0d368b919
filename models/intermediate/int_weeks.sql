/*---
about: The 26 ISO weeks up to the reported one.
grain: [period_start_day]
columns:
  period_start_day: { says: "Monday of the week; days since 1970-01-01.", personal: none }
checks:
  unique: [period_start_day]
---*/
select
    params.week_start_day - 7 * back.ago as period_start_day,
    cast(date '1970-01-01' + (params.week_start_day - 7 * back.ago) * interval '1' day as date) as period_start
from int_days as back
join params on back.ago < 26
