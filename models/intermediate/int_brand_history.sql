/*---
about: >-
  Mentions and accounts of each configured brand in each of the last 26 weeks, weeks without any as zeros. Counted as
  int_brand_activity counts the reported week.
grain: [brand_id, period_start]
checks:
  unique: [brand_id, period_start]
---*/
-- Accounts are counted as rows of a narrow grouping: cheaper than counting distinct values.
with spoken as (
    select
        mention.brand_id,
        mention.week_start,
        mention.author_key,
        cast(count(*) as bigint) as mentions_count,
        cast(count(case when mention.is_positive then 1 end) as bigint) as positive_mentions_count,
        cast(count(case when mention.is_negative then 1 end) as bigint) as negative_mentions_count
    from int_mentions as mention
    join params on mention.day_no >= params.week_start_day - 175 and mention.day_no < params.week_start_day + 7
    group by mention.brand_id, mention.week_start, mention.author_key
),

counted as (
    select
        spoken.brand_id,
        spoken.week_start,
        cast(sum(spoken.mentions_count) as bigint) as mentions_count,
        cast(count(spoken.author_key) as bigint) as authors_count,
        cast(count(case when class.author_class = 'consumer' then 1 end) as bigint) as consumer_authors_count,
        cast(sum(spoken.positive_mentions_count) as bigint) as positive_mentions_count,
        cast(sum(spoken.negative_mentions_count) as bigint) as negative_mentions_count
    from spoken
    left join int_author_class as class on class.author_key = spoken.author_key
    group by spoken.brand_id, spoken.week_start
),

filled as (
    select
        brand.brand_id,
        brand.category,
        week.period_start,
        coalesce(counted.mentions_count, 0) as mentions_count,
        coalesce(counted.authors_count, 0) as authors_count,
        coalesce(counted.consumer_authors_count, 0) as consumer_authors_count,
        coalesce(counted.positive_mentions_count, 0) as positive_mentions_count,
        coalesce(counted.negative_mentions_count, 0) as negative_mentions_count
    from ref_brands as brand
    cross join int_weeks as week
    left join counted on counted.brand_id = brand.brand_id and counted.week_start = week.period_start
)

select
    brand_id,
    period_start,
    mentions_count,
    authors_count,
    consumer_authors_count,
    positive_mentions_count,
    negative_mentions_count,
    mentions_count - positive_mentions_count - negative_mentions_count as neutral_mentions_count,
    cast(sum(consumer_authors_count) over (partition by category, period_start) as bigint) as category_authors_count
from filled
