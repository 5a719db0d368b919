/*---
about: Who answers a candidate on the brand, in numbers; null where answers are not collected and none were seen.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
select
    candidate.brand_id,
    candidate.author_key,
    circle.responders_count,
    circle.credible_responders_count,
    circle.inner_circle_count,
    circle.reach_new_share,
    circle.circle
from int_candidates as candidate
join int_circle as circle on circle.brand_id = candidate.brand_id and circle.author_key = candidate.author_key
where candidate.is_circle_known
