/*---
about: Who answered what an account said about a brand in the last 26 weeks, one row a person (ranking 6).
grain: [brand_id, author_key, responder_key]
columns:
  auth: { says: "Of the responder; who mentions no brand counts as unsuspicious.", personal: linkable }
  is_credible: { says: "Probably organic, and answered by somebody else in turn.", personal: linkable }
  is_mutual: { says: "Answered by the author in turn, and both praised the brand.", personal: linkable }
  is_new: { says: "Had not mentioned the brand before the first answer.", personal: linkable }
---*/
with answered as (
    select
        mention.brand_id,
        answer.author_key,
        answer.responder_key,
        min(answer.day_no) as first_day_no,
        cast(count(distinct answer.day_no) as bigint) as days_count
    from int_circle_answers as answer
    join int_mentions as mention on mention.post_key = answer.post_key
    group by mention.brand_id, answer.author_key, answer.responder_key
),

responders as (
    select responder_key
    from answered
    group by responder_key
),

spoken as (
    select
        mention.brand_id,
        mention.author_key,
        min(mention.day_no) as first_day_no
    from responders
    join int_mentions as mention on mention.author_key = responders.responder_key
    group by mention.brand_id, mention.author_key
),

joined as (
    select
        answered.brand_id,
        answered.author_key,
        answered.responder_key,
        answered.days_count,
        coalesce(trust.auth, 1e0 - 1e0 / nullif(1e0 + exp(3e0), 0e0)) as auth,
        coalesce(heard.responders_count, 0) - case when back.author_key is null then 0 else 1 end as others_count,
        mutual.author_key is not null as is_mutual,
        spoken.first_day_no is null or spoken.first_day_no >= answered.first_day_no as is_new
    from answered
    left join int_author_authenticity as trust on trust.author_key = answered.responder_key
    left join int_circle_answered as heard on heard.author_key = answered.responder_key
    left join int_circle_ties as back
        on back.author_key = answered.responder_key and back.responder_key = answered.author_key
    left join int_circle_mutuals as mutual
        on mutual.brand_id = answered.brand_id
        and mutual.author_key = answered.author_key
        and mutual.partner_key = answered.responder_key
    left join spoken
        on spoken.brand_id = answered.brand_id and spoken.author_key = answered.responder_key
)

select
    brand_id,
    author_key,
    responder_key,
    auth,
    days_count,
    auth >= 0.5e0 and others_count >= 1 as is_credible,
    is_mutual,
    is_new
from joined
