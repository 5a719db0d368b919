/*---
about: All counts of records seen before as_of. A count that is not shown is null; an observation taken in twice stands twice.
grain: [post_key, version_key, observed_day_no]
materialised: view
---*/
select
    seen.post_key,
    seen.version_key,
    seen.source_id,
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
    seen.observed_at,
    seen.fetched_at
from lake_observations as seen
join params on seen.observed_day_no < params.as_of_day
