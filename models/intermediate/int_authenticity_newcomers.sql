/*---
about: Accounts first seen under 6 weeks ago that have named brands 4 times already, where all their sources cover the last 26 weeks (ranking 5).
grain: [author_key]
checks:
  unique: [author_key]
---*/
with seen as (
    select
        post.author_key,
        min(post.day_no) as first_day_no,
        max(source.first_day_no) as covered_from_day,
        max(conduct.mentions_count) as mentions_count
    from int_authenticity_conduct as conduct
    join stg_posts as post on post.author_key = conduct.author_key
    join int_authenticity_sources as source on source.source_id = post.source_id
    where conduct.mentions_count >= 4
    group by post.author_key
)

select
    seen.author_key,
    seen.first_day_no,
    seen.mentions_count
from seen
join params
    on seen.first_day_no > params.as_of_day - 42
    and seen.covered_from_day <= params.as_of_day - 182
