/*---
about: >-
  Mentions, accounts and reactions of each configured brand in each of the last 12 calendar months, months without any as
  zeros. Reactions are those to records that name the brand.
grain: [brand_id, month]
columns:
  new_authors_count: { says: "Known accounts whose first mention of the brand fell in the month.", personal: none }
checks:
  unique: [brand_id, month]
---*/
with spoken as (
    select
        mention.brand_id,
        day.month_no,
        mention.author_key,
        cast(count(*) as bigint) as mentions_count,
        cast(count(case when mention.is_positive then 1 end) as bigint) as positive_mentions_count,
        cast(count(case when mention.is_negative then 1 end) as bigint) as negative_mentions_count,
        cast(sum(case when not mention.is_inherited then seen.likes_count end) as bigint) as likes_sum,
        cast(sum(case when not mention.is_inherited then seen.replies_count end) as bigint) as replies_sum
    from int_mentions as mention
    join int_calendar as day on day.day_no = mention.day_no
    join int_months as month on month.month_no = day.month_no
    left join stg_observations as seen on seen.post_key = mention.post_key
    group by mention.brand_id, day.month_no, mention.author_key
),

counted as (
    select
        spoken.brand_id,
        spoken.month_no,
        cast(sum(spoken.mentions_count) as bigint) as mentions_count,
        cast(count(spoken.author_key) as bigint) as authors_count,
        cast(count(case when class.author_class = 'consumer' then 1 end) as bigint) as consumer_authors_count,
        cast(sum(spoken.positive_mentions_count) as bigint) as positive_mentions_count,
        cast(sum(spoken.negative_mentions_count) as bigint) as negative_mentions_count,
        cast(sum(spoken.likes_sum) as bigint) as likes_sum,
        cast(sum(spoken.replies_sum) as bigint) as replies_sum
    from spoken
    left join int_author_class as class on class.author_key = spoken.author_key
    group by spoken.brand_id, spoken.month_no
),

begun as (
    select
        pair.brand_id,
        day.month_no,
        cast(count(*) as bigint) as new_authors_count
    from int_author_brand as pair
    join int_calendar as day on day.day_no = pair.first_day_no
    group by pair.brand_id, day.month_no
)

select
    brand.brand_id,
    month.month,
    coalesce(counted.mentions_count, 0) as mentions_count,
    coalesce(counted.authors_count, 0) as authors_count,
    coalesce(counted.consumer_authors_count, 0) as consumer_authors_count,
    coalesce(begun.new_authors_count, 0) as new_authors_count,
    coalesce(counted.positive_mentions_count, 0) as positive_mentions_count,
    coalesce(counted.negative_mentions_count, 0) as negative_mentions_count,
    coalesce(counted.mentions_count - counted.positive_mentions_count - counted.negative_mentions_count, 0)
    as neutral_mentions_count,
    counted.likes_sum,
    counted.replies_sum
from ref_brands as brand
cross join int_months as month
left join counted on counted.brand_id = brand.brand_id and counted.month_no = month.month_no
left join begun on begun.brand_id = brand.brand_id and begun.month_no = month.month_no
