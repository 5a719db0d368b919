/*---
about: >-
  Which of ten fixed segments an account belongs to for an own brand (ranking 16); the first rule that matches decides. The first
  seven are of consumers only, so that nobody left out by class stands among them.
grain: [brand_id, author_key]
columns:
  segment: { says: "champion, loyal_quiet, rising, enthusiast, new, at_risk, lapsed, detractor, gifted_kol, suspect; other = no rule matches.", personal: linkable }
  quadrant: { says: "Buyers x advocates: champions (both), affluents (buyers only), advocates (advocates only), misers (neither); null = the people file names no customer that was found, or not a consumer.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  not_null: [brand_id, author_key, segment]
  accepted: { segment: [champion, loyal_quiet, rising, enthusiast, new, at_risk, lapsed, detractor, gifted_kol, suspect, other], quadrant: [champions, affluents, advocates, misers] }
---*/
with buyers as (
    select author_key
    from int_people
    where is_buyer
),

known as (
    select cast(count(*) as bigint) as buyers_count
    from buyers
),

judged as (
    select
        score.brand_id,
        score.author_key,
        score.class,
        score.engagement_index,
        score.is_enthusiast,
        status.status,
        status.activity,
        coalesce(status.affinity_percentile >= 80e0, false) as is_loyal,
        score.rate_per_year,
        coalesce(candidate.earlier_expected_mentions > 0e0, false)
        and candidate.expected_mentions > 1.5e0 * candidate.earlier_expected_mentions as is_rising,
        params.as_of_day - pair.first_day_no <= 56 as is_new,
        pair.gifted_mentions_count > 0 as is_gifted,
        buyers.author_key is not null as is_buyer,
        score.positive_weeks_count >= 2 and score.rate_per_year >= 1e0 as is_advocate,
        known.buyers_count > 0 as has_buyers
    from int_pair_scores as score
    cross join params
    cross join known
    join ref_brands as brand on brand.brand_id = score.brand_id
    join int_author_brand as pair on pair.brand_id = score.brand_id and pair.author_key = score.author_key
    left join int_candidates as candidate
        on candidate.brand_id = score.brand_id and candidate.author_key = score.author_key
    left join int_candidate_status as status
        on status.brand_id = score.brand_id and status.author_key = score.author_key
    left join buyers on buyers.author_key = score.author_key
    where
        brand.role = 'own'
        and not coalesce(brand.is_sensitive, false)
        and score.class in ('consumer', 'detractor', 'kol', 'suspect')
)

select
    brand_id,
    author_key,
    class,
    case
        when class = 'detractor' then 'detractor'
        when class = 'kol' then 'gifted_kol'
        when class = 'suspect' then 'suspect'
        when status = 'listed' and engagement_index > 0e0 then 'champion'
        when is_loyal and coalesce(engagement_index <= 0e0, true) and rate_per_year >= 1e0 then 'loyal_quiet'
        when is_rising then 'rising'
        when is_enthusiast then 'enthusiast'
        when is_new then 'new'
        when activity = 'at_risk' then 'at_risk'
        when rate_per_year < 1e0 then 'lapsed'
        when is_gifted then 'gifted_kol'
        else 'other'
    end as segment,
    case
        when not has_buyers or class <> 'consumer' then null
        when is_buyer and is_advocate then 'champions'
        when is_buyer then 'affluents'
        when is_advocate then 'advocates'
        else 'misers'
    end as quadrant,
    activity
from judged
