/*---
about: >-
  What the team says about its dealings with an author: the newest day of contact, and what holds off further asking. Days are
  those of the decisions; contact for all brands (brand_id null) counts for each.
grain: [brand_id, author_key]
columns:
  contact_day_no: { says: "Newest day on which the author was written to, answered or was done with; days since 1970-01-01; null = none.", personal: linkable }
  has_gift: { says: "The team sent a gift, as it says.", personal: linkable }
  has_declined: { says: "The author wants nothing of it, as the team says; holds until the team says something else.", personal: linkable }
checks:
  unique: [brand_id, author_key]
---*/
with told as (
    select
        brand_id,
        subject_key as author_key,
        value_day_no as contact_day_no,
        false as has_gift,
        false as has_declined
    from stg_decisions
    where type = 'last_contact' and value_day_no is not null
    union all
    select
        brand_id,
        subject_key as author_key,
        decided_day_no as contact_day_no,
        value = 'gifted' as has_gift,
        value = 'declined' as has_declined
    from stg_decisions
    where type = 'work_status' and value in ('contacted', 'replied', 'agreed', 'gifted', 'declined', 'done')
    union all
    select
        decision.brand_id,
        post.author_key,
        decision.decided_day_no as contact_day_no,
        false as has_gift,
        false as has_declined
    from stg_decisions as decision
    join stg_posts as post on post.post_key = decision.subject_key
    where
        decision.type = 'ugc_state'
        and decision.value in ('asked', 'granted', 'declined', 'featured')
        and post.author_key is not null
)

select
    brand.brand_id,
    told.author_key,
    max(told.contact_day_no) as contact_day_no,
    bool_or(told.has_gift) as has_gift,
    bool_or(told.has_declined) as has_declined
from told
join ref_brands as brand on brand.brand_id = told.brand_id or told.brand_id is null
group by brand.brand_id, told.author_key
