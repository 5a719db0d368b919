/*---
about: What printed people said of their own brand in each of the last 12 calendar months in which they said anything.
grain: [brand_id, author_key, month]
checks:
  unique: [brand_id, author_key, month]
---*/
select
    mention.brand_id,
    mention.author_key,
    month.month,
    cast(count(*) as bigint) as mentions_count,
    cast(count(case when mention.is_positive then 1 end) as bigint) as positive_mentions_count,
    cast(count(case when mention.is_negative then 1 end) as bigint) as negative_mentions_count
from int_consumer_mentions as mention
join int_calendar as day on day.day_no = mention.day_no
join int_months as month on month.month_no = day.month_no
where mention.is_printed
group by mention.brand_id, mention.author_key, month.month
