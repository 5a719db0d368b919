/*---
about: The 12 calendar months up to the one of the day before as_of.
grain: [month_no]
columns:
  month_start_day: { says: "First day of the month; days since 1970-01-01.", personal: none }
checks:
  unique: [month_no]
---*/
with seen as (
    select
        day.month_no,
        day.month_start_day,
        max(day.month_no) over () as newest_month_no
    from int_days as back
    cross join params
    join int_calendar as day on day.day_no = params.as_of_day - 1 - back.ago
)

select
    month_no,
    min(month_start_day) as month_start_day,
    cast(date '1970-01-01' + min(month_start_day) * interval '1' day as date) as month
from seen
where month_no > newest_month_no - 12
group by month_no
