/*---
about: Counts of watched posts over time, one row a post and day, with the growth since the observation before.
grain: [post_key, observed_day_no]
checks:
  unique: [post_key, observed_day_no]
---*/
with grown as (
    select
        post_key,
        observed_day_no,
        max(case when metric = 'likes' then growth end) as likes_growth,
        max(case when metric = 'saves' then growth end) as saves_growth,
        max(case when metric = 'replies' then growth end) as replies_growth,
        max(case when metric = 'shares' then growth end) as shares_growth
    from int_engagement_growth
    group by post_key, observed_day_no
)

select
    day.post_key,
    watched.author_key,
    watched.platform,
    day.observed_basis,
    day.likes_count,
    grown.likes_growth,
    day.saves_count,
    grown.saves_growth,
    day.replies_count,
    grown.replies_growth,
    day.shares_count,
    grown.shares_growth,
    day.observed_day_no,
    watched.day_no
from int_engagement_days as day
join int_engagement_watched as watched on watched.post_key = day.post_key
left join grown on grown.post_key = day.post_key and grown.observed_day_no = day.observed_day_no
