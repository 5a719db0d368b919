/*---
about: >-
  Counts of watched posts, one row a post and day on which they were seen: the last of the day.
grain: [post_key, observed_day_no]
checks:
  unique: [post_key, observed_day_no]
---*/
with seen as (
    select
        seen.post_key,
        seen.observed_basis,
        seen.likes_count,
        seen.likes_granularity,
        seen.likes_is_floor,
        seen.saves_count,
        seen.saves_granularity,
        seen.saves_is_floor,
        seen.replies_count,
        seen.replies_granularity,
        seen.replies_is_floor,
        seen.shares_count,
        seen.shares_granularity,
        seen.shares_is_floor,
        seen.observed_day_no,
        cast(row_number() over (
            partition by seen.post_key, seen.observed_day_no
            order by
                seen.observed_at desc nulls last,
                seen.fetched_at desc nulls last,
                seen.version_key desc nulls last,
                seen.source_id desc nulls last
        ) as bigint) as sighting_no
    from int_engagement_watched as watched
    join stg_observation_history as seen on seen.post_key = watched.post_key
)

select
    post_key,
    observed_basis,
    likes_count,
    likes_granularity,
    likes_is_floor,
    saves_count,
    saves_granularity,
    saves_is_floor,
    replies_count,
    replies_granularity,
    replies_is_floor,
    shares_count,
    shares_granularity,
    shares_is_floor,
    observed_day_no
from seen
where sighting_no = 1
