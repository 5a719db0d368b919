/*---
about: >-
  The calendar month of every day on which a brand was mentioned and of the last 400 days, in the workspace's zone, by the
  arithmetic of the Gregorian calendar (years from March, 400 of them are 146,097 days): no engine's date functions are asked.
grain: [day_no]
columns:
  month_no: { says: "Months since year 0: 12 x year + month - 1, so that a difference is a number of months.", personal: none }
  month_start_day: { says: "First day of the month; days since 1970-01-01.", personal: none }
checks:
  unique: [day_no]
  not_null: [month_no, month_start_day]
---*/
with days as (
    select day_no
    from int_mentions
    union
    select params.as_of_day - 1 - back.ago as day_no
    from int_days as back
    cross join params
),

eras as (
    select
        day_no,
        floor(cast(day_no + 719468 as double) / 146097e0) as era,
        cast(day_no + 719468 as double)
        - 146097e0 * floor(cast(day_no + 719468 as double) / 146097e0) as era_day
    from days
),

years as (
    select
        day_no,
        era,
        era_day,
        floor(
            (era_day - floor(era_day / 1460e0) + floor(era_day / 36524e0) - floor(era_day / 146096e0)) / 365e0
        ) as era_year
    from eras
),

months as (
    select
        day_no,
        400e0 * era + era_year as march_year,
        era_day - (365e0 * era_year + floor(era_year / 4e0) - floor(era_year / 100e0)) as year_day,
        floor(
            (5e0 * (era_day - (365e0 * era_year + floor(era_year / 4e0) - floor(era_year / 100e0))) + 2e0) / 153e0
        ) as march_month
    from years
)

select
    day_no,
    cast(floor(12e0 * march_year + march_month + 2e0) as bigint) as month_no,
    day_no - cast(floor(year_day - floor((153e0 * march_month + 2e0) / 5e0)) as bigint) as month_start_day
from months
