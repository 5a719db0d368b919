/*---
about: >-
  The last counts of a record seen before as_of: of the sightings that show most of them, since a card of a list shows less than the
  post does. A count that is not shown is null, never 0.
grain: [post_key]
checks:
  unique: [post_key]
---*/
with observed as (
    select
        seen.post_key,
        seen.observed_basis,
        seen.likes_count,
        seen.saves_count,
        seen.replies_count,
        seen.shares_count,
        seen.observed_day_no,
        cast(row_number() over (
            partition by seen.post_key
            order by
                case when seen.likes_count is null then 0 else 1 end
                + case when seen.saves_count is null then 0 else 1 end
                + case when seen.replies_count is null then 0 else 1 end
                + case when seen.shares_count is null then 0 else 1 end desc nulls last,
                seen.observed_at desc nulls last,
                seen.fetched_at desc nulls last,
                seen.version_key desc nulls last,
                seen.source_id desc nulls last
        ) as bigint) as observation_no
    from lake_observations as seen
    join params on seen.observed_day_no < params.as_of_day
)

select
    post_key,
    observed_basis,
    likes_count,
    saves_count,
    replies_count,
    shares_count,
    observed_day_no
from observed
where observation_no = 1
