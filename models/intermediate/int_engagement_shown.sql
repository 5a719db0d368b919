/*---
about: >-
  Which counts a source shows for a format at all. A count that is 0 on every one of at least 50 posts is a blank that the
  source prints as 0.
grain: [source_id, kind, format]
checks:
  unique: [source_id, kind, format]
---*/
select
    source_id,
    kind,
    format,
    coalesce(max(likes_count) > 0 or (max(likes_count) = 0 and cast(count(*) as bigint) < 50), false) as has_likes,
    coalesce(max(saves_count) > 0 or (max(saves_count) = 0 and cast(count(*) as bigint) < 50), false) as has_saves,
    coalesce(max(replies_count) > 0 or (max(replies_count) = 0 and cast(count(*) as bigint) < 50), false) as has_replies,
    coalesce(max(shares_count) > 0 or (max(shares_count) = 0 and cast(count(*) as bigint) < 50), false) as has_shares
from int_engagement_counts
group by source_id, kind, format
