/*---
about: >-
  Reasons to turn to somebody this week, before they are put in order: new on the list or on it and never turned to, risen,
  falling silent, or a post worth asking for. Without those contacted within the cooldown, gifted already, who declined, or
  were set aside by hand.
grain: [brand_id, author_key, action]
columns:
  action: { says: "at_risk, new, risen or ugc_ask.", personal: linkable }
  urgency_no: { says: "Order of the actions: at_risk 1, new 2, risen 3, ugc_ask 4.", personal: none }
  place: { says: "What comes first within an action: place on the list (1,000 more for who is not new), on the last list, or among the UGC candidates.", personal: linkable }
checks:
  unique: [brand_id, author_key, action]
---*/
with printed_before as (
    select brand_id
    from int_previous_ranks
    group by brand_id
),

standing as (
    select
        candidate.brand_id,
        candidate.author_key,
        cited.evidence_post_key_1 as post_key,
        ranks.rank,
        previous.rank as previous_rank,
        previous.rank - ranks.rank as rank_change,
        status.activity,
        coalesce(ranks.is_new, false) or (ranks.rank is not null and printed_before.brand_id is null) as is_new,
        ranks.rank is not null and work.author_key is null as is_unmet,
        coalesce(previous.rank - ranks.rank >= 3 and 5 * (previous.rank - ranks.rank) >= previous.rank, false) as is_risen
    from int_printed_candidates as candidate
    join int_candidate_status as status
        on status.brand_id = candidate.brand_id and status.author_key = candidate.author_key
    left join int_candidate_ranks as ranks
        on ranks.brand_id = candidate.brand_id and ranks.author_key = candidate.author_key
    left join int_previous_ranks as previous
        on previous.brand_id = candidate.brand_id and previous.author_key = candidate.author_key
    left join int_candidate_evidence as cited
        on cited.brand_id = candidate.brand_id and cited.author_key = candidate.author_key
    left join printed_before on printed_before.brand_id = candidate.brand_id
    left join int_work as work on work.brand_id = candidate.brand_id and work.author_key = candidate.author_key
    where ranks.rank is not null or previous.rank is not null
),

due as (
    select
        brand_id,
        author_key,
        'at_risk' as action,
        cast(1 as bigint) as urgency_no,
        post_key,
        rank,
        rank_change,
        coalesce(rank, previous_rank) as place
    from standing
    where activity = 'at_risk'
    union all
    select
        brand_id,
        author_key,
        'new' as action,
        cast(2 as bigint) as urgency_no,
        post_key,
        rank,
        rank_change,
        rank + case when is_new then cast(0 as bigint) else cast(1000 as bigint) end as place
    from standing
    where is_new or (is_unmet and not is_risen)
    union all
    select
        brand_id,
        author_key,
        'risen' as action,
        cast(3 as bigint) as urgency_no,
        post_key,
        rank,
        rank_change,
        rank as place
    from standing
    where is_risen
    union all
    select
        post.brand_id,
        post.author_key,
        'ugc_ask' as action,
        cast(4 as bigint) as urgency_no,
        post.post_key,
        standing.rank,
        standing.rank_change,
        post.rank as place
    from int_ugc_first_asks as post
    left join standing on standing.brand_id = post.brand_id and standing.author_key = post.author_key
)

select
    due.brand_id,
    due.author_key,
    due.action,
    due.urgency_no,
    due.post_key,
    due.rank,
    due.rank_change,
    due.place
from due
cross join params
left join int_author_brand as pair on pair.brand_id = due.brand_id and pair.author_key = due.author_key
left join int_work as work on work.brand_id = due.brand_id and work.author_key = due.author_key
where
    coalesce(pair.gifted_mentions_count, 0) = 0
    and not coalesce(work.has_gift, false)
    and not coalesce(work.has_declined, false)
    and coalesce(work.contact_day_no < params.as_of_day - params.cooldown_days, true)
