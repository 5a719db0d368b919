/*---
about: >-
  Consumers with at least one positive mention of an own brand outside sensitive categories, with the factors of the KOC
  score, not rounded, and whether they may be ranked (ranking 7). Not: whom somebody rejected, and second accounts of a person.
grain: [brand_id, author_key]
columns:
  is_eligible: { says: "(2 positive mentions in 2 weeks and n_eff of 1.5, or 1 and known as a customer) and a rate of 1 a year.", personal: linkable }
  is_quiet: { says: "Under 1 positive category mention a year at today's pace.", personal: linkable }
  earlier_rate_per_year: { says: "As rate_per_year, eight weeks before as_of; 0 = not seen by then.", personal: linkable }
  earlier_expected_mentions: { says: "As expected_mentions, eight weeks before as_of; 0 = not seen by then.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  not_null: [brand_id, author_key, koc_score]
---*/
select
    score.brand_id,
    score.author_key,
    score.category,
    score.class_reason,
    score.rate_per_year,
    coalesce(earlier.rate_per_year, 0e0) as earlier_rate_per_year,
    score.share,
    score.usual_share,
    score.lift,
    score.share_weight,
    score.pos,
    score.pos_low,
    score.pos_high,
    score.pos_weight,
    score.usual_positivity,
    score.net,
    score.rep,
    score.positive_sum,
    score.negative_sum,
    score.n_eff,
    score.affinity,
    score.expected_mentions,
    coalesce(earlier.expected_uncalibrated, 0e0) * score.calibration as earlier_expected_mentions,
    score.auth,
    score.influence,
    score.floor_factor,
    score.engagement_index,
    score.engagement_factor,
    score.activity_exponent,
    score.core_score,
    score.koc_score,
    score.koc_low,
    score.koc_high,
    score.weeks_count,
    score.mentions_count,
    score.positive_mentions_count,
    score.negative_mentions_count,
    score.positive_weeks_count,
    score.last_day_no,
    score.is_keyword_only,
    score.is_enthusiast,
    score.is_circle_known,
    score.is_calibrated,
    coalesce(people.is_customer, false) as is_customer,
    coalesce(verdict.verdict = 'confirmed', false) as is_confirmed,
    score.rate_per_year < 1e0 as is_quiet,
    score.rate_per_year >= 1e0
    and (
        (score.positive_mentions_count >= 2 and score.positive_weeks_count >= 2 and score.n_eff >= 1.5e0)
        or coalesce(people.is_customer, false)
    ) as is_eligible,
    score.last_mention_at
from int_pair_scores as score
join ref_brands as brand on brand.brand_id = score.brand_id
left join int_affinity as earlier
    on earlier.brand_id = score.brand_id and earlier.author_key = score.author_key and earlier.moment = 'earlier'
left join int_people as people on people.author_key = score.author_key
left join int_verdicts as verdict
    on verdict.brand_id = score.brand_id and verdict.author_key = score.author_key
left join int_second_accounts as second
    on second.brand_id = score.brand_id and second.author_key = score.author_key
where
    brand.role = 'own'
    and not coalesce(brand.is_sensitive, false)
    and score.gate = 1e0
    and score.positive_mentions_count >= 1
    and coalesce(verdict.verdict, 'none') <> 'rejected'
    and second.author_key is null
