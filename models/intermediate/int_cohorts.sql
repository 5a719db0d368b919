/*---
about: >-
  Who mentions a brand again (ranking 16): consumers by the calendar month of their first mention of it and the months in which
  they mentioned it since, of own brands and the last 24 months.
grain: [brand_id, cohort_month_no, month_no]
columns:
  authors_count: { says: "Accounts that first mentioned the brand in the cohort's month.", personal: none }
  active_count: { says: "Those of them with a mention in this month.", personal: none }
checks:
  unique: [brand_id, cohort_month_no, month_no]
  no_rows: [select brand_id from this where active_count > authors_count]
---*/
with active as (
    select
        mention.brand_id,
        mention.author_key,
        day.month_no,
        max(day.month_start_day) as month_start_day
    from int_mentions as mention
    join int_calendar as day on day.day_no = mention.day_no
    join int_pair_class as class
        on class.brand_id = mention.brand_id and class.author_key = mention.author_key
    join ref_brands as brand on brand.brand_id = mention.brand_id
    where brand.role = 'own' and class.class = 'consumer'
    group by mention.brand_id, mention.author_key, day.month_no
),

begun as (
    select
        active.*,
        min(month_no) over (partition by brand_id, author_key) as cohort_month_no,
        min(month_start_day) over (partition by brand_id, author_key) as cohort_month_start_day
    from active
),

newest as (
    select max(month_no) as month_no
    from int_calendar
),

counted as (
    select
        begun.brand_id,
        begun.cohort_month_no,
        begun.month_no,
        min(begun.cohort_month_start_day) as cohort_month_start_day,
        min(begun.month_start_day) as month_start_day,
        cast(count(*) as bigint) as active_count
    from begun
    join newest on begun.cohort_month_no > newest.month_no - 24
    group by begun.brand_id, begun.cohort_month_no, begun.month_no
)

select
    counted.brand_id,
    counted.cohort_month_no,
    counted.month_no,
    counted.cohort_month_start_day,
    counted.month_start_day,
    size.active_count as authors_count,
    counted.active_count
from counted
join counted as size
    on size.brand_id = counted.brand_id
    and size.cohort_month_no = counted.cohort_month_no
    and size.month_no = counted.cohort_month_no
