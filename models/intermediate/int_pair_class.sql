/*---
about: What an account is for a brand (ranking 8), all pairs seen before as_of, with their affinity; the first rule that matches decides.
grain: [brand_id, author_key]
columns:
  class: { says: "official, organisation, media, store, kol, suspect, detractor or consumer.", personal: linkable }
  class_reason: { says: "Rule that decided: by_hand, handle, employee, brand_posts, badge, shop, many_brands, followers, paid, contact, no_preference, pattern, complaints or none.", personal: linkable }
  gate: { says: "1 for consumers, else 0.", personal: linkable }
  is_enthusiast: { says: "A consumer who praises the category at least monthly, this brand hardly more than others.", personal: linkable }
checks:
  not_null: [brand_id, author_key, class, class_reason, gate]
  accepted: { class: [official, organisation, media, store, kol, suspect, detractor, consumer] }
---*/
with bounded as (
    select
        affinity.*,
        pos + 1.64e0 * sqrt(pos * (1e0 - pos) / nullif(pos_weight + 1e0, 0e0)) as pos_high
    from int_affinity as affinity
    where moment = 'now'
),

judged as (
    select
        bounded.*,
        coalesce(by_hand.author_class, author.author_class) as author_class,
        case when by_hand.author_key is not null then 'by_hand' else author.class_reason end as author_class_reason,
        coalesce(bounded.lift < 1.5e0, false)
        and totals.brands_count >= 8
        and coalesce(account.followers_count >= 10000, false) as has_no_preference,
        bounded.pos < 0.45e0 and bounded.negative_sum > 1e0 and bounded.pos_high < bounded.usual_positivity as complains,
        coalesce(bounded.lift < 1.5e0, false) and bounded.rate_per_year >= 12e0 as is_enthusiastic
    from bounded
    join int_author_totals as totals on totals.author_key = bounded.author_key
    join int_author_class as author on author.author_key = bounded.author_key
    left join stg_authors as account on account.author_key = bounded.author_key
    left join int_class_overrides as by_hand
        on by_hand.author_key = bounded.author_key and by_hand.brand_id = bounded.brand_id
),

decided as (
    select
        judged.*,
        case
            when author_class_reason = 'by_hand' or author_class not in ('suspect', 'consumer') then author_class
            when has_no_preference then 'kol'
            when author_class = 'suspect' then 'suspect'
            when complains then 'detractor'
            else 'consumer'
        end as class,
        case
            when author_class_reason = 'by_hand' or author_class not in ('suspect', 'consumer') then author_class_reason
            when has_no_preference then 'no_preference'
            when author_class = 'suspect' then author_class_reason
            when complains then 'complaints'
            else 'none'
        end as class_reason
    from judged
)

select
    brand_id,
    author_key,
    category,
    class,
    class_reason,
    positive_sum,
    negative_sum,
    rate_per_year,
    share,
    usual_share,
    lift,
    share_weight,
    pos,
    net,
    pos_weight,
    usual_positivity,
    expected_uncalibrated,
    case when class = 'consumer' then 1e0 else 0e0 end as gate,
    class = 'consumer' and is_enthusiastic as is_enthusiast
from decided
