/*---
about: >-
  How each count of a watched post has grown since the observation before that showed it. What lies within what the two roundings
  leave open is no growth.
grain: [post_key, metric, observed_day_no]
columns:
  growth: { says: "Difference to the observation before; 0 = within the granularity; null = first observation, or only a lower bound is shown.", personal: linkable }
checks:
  unique: [post_key, metric, observed_day_no]
---*/
with counted as (
    select
        post_key,
        'likes' as metric,
        likes_count as shown_count,
        case when likes_granularity > 1 then likes_granularity else 0 end as open_count,
        coalesce(likes_is_floor, false) as is_floor,
        observed_day_no
    from int_engagement_days
    where likes_count is not null
    union all
    select
        post_key,
        'saves' as metric,
        saves_count as shown_count,
        case when saves_granularity > 1 then saves_granularity else 0 end as open_count,
        coalesce(saves_is_floor, false) as is_floor,
        observed_day_no
    from int_engagement_days
    where saves_count is not null
    union all
    select
        post_key,
        'replies' as metric,
        replies_count as shown_count,
        case when replies_granularity > 1 then replies_granularity else 0 end as open_count,
        coalesce(replies_is_floor, false) as is_floor,
        observed_day_no
    from int_engagement_days
    where replies_count is not null
    union all
    select
        post_key,
        'shares' as metric,
        shares_count as shown_count,
        case when shares_granularity > 1 then shares_granularity else 0 end as open_count,
        coalesce(shares_is_floor, false) as is_floor,
        observed_day_no
    from int_engagement_days
    where shares_count is not null
),

followed as (
    select
        counted.*,
        lag(shown_count) over (
            partition by post_key, metric
            order by observed_day_no nulls last, post_key nulls last
        ) as previous_count,
        lag(open_count) over (
            partition by post_key, metric
            order by observed_day_no nulls last, post_key nulls last
        ) as previous_open_count,
        lag(is_floor) over (
            partition by post_key, metric
            order by observed_day_no nulls last, post_key nulls last
        ) as previous_is_floor
    from counted
)

select
    post_key,
    metric,
    observed_day_no,
    case
        when previous_count is null or is_floor or previous_is_floor then null
        when abs(shown_count - previous_count) <= open_count + previous_open_count then 0
        else shown_count - previous_count
    end as growth
from followed
