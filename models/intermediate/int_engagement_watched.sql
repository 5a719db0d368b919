/*---
about: Posts and reviews of the last 26 weeks in which a candidate names the brand that it is a candidate of; only their counts are published over time.
grain: [post_key]
checks:
  unique: [post_key]
---*/
select
    mention.post_key,
    min(mention.author_key) as author_key,
    min(mention.platform) as platform,
    min(mention.day_no) as day_no
from int_candidates as candidate
join int_mentions as mention
    on mention.brand_id = candidate.brand_id and mention.author_key = candidate.author_key
join params on mention.day_no >= params.as_of_day - 182
where not mention.is_inherited and mention.kind <> 'comment'
group by mention.post_key
