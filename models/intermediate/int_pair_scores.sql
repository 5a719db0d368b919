/*---
about: >-
  The KOC score of every account and brand seen before as_of (ranking 7), own and tracked, all classes, with its factors, not
  rounded. Lists, back-tests and the market all read it from here.
grain: [brand_id, author_key]
columns:
  share: { says: "Part of the account's category praise that goes to the brand (ranking 3); null = fewer than 3 brands of the category are watched.", personal: linkable }
  expected_mentions: { says: "Positive mentions of the brand expected within the horizon (ranking 4).", personal: linkable }
  core_score: { says: "rate^alpha x share x pos x rep; an empty share counts as 1.", personal: linkable }
  affinity: { says: "share x pos x rep; an empty share counts as 1.", personal: linkable }
  influence: { says: "0.9 to 1.2 by the circle (ranking 6); 1 where it is unknown, because answers are not collected and none were seen.", personal: linkable }
  engagement_index: { says: "EI of ranking 1, a log ratio, 0 = as expected; null = no counts known.", personal: linkable }
  engagement_factor: { says: "exp(0.25 x EI cut to [-1, 1]); 1 where it is unknown.", personal: linkable }
  open_score: { says: "auth x core x influence x engagement: the score with gate and floor at 1.", personal: linkable }
  koc_score: { says: "gate x floor x open_score.", personal: linkable }
  koc_low: { says: "Lower end of the 90 % interval of koc_score: Beta for pos and share, chance events for rate, delta method on the logarithm.", personal: linkable }
  tie_no: { says: "Orders ties and the random method of back-tests; null = the lake has none.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  not_null: [brand_id, author_key, core_score, open_score, koc_score, gate, class, pos, rep, expected_mentions]
  between: { pos: [0, 1], share: [0, 1], rep: [0, 1], auth: [0, 1], influence: [0.9, 1.2], engagement_factor: [0.77, 1.29], gate: [0, 1], floor_factor: [0, 1] }
---*/
with factors as (
    select
        now.brand_id,
        now.author_key,
        now.category,
        now.class,
        now.class_reason,
        now.rate_per_year,
        now.share,
        now.usual_share,
        now.lift,
        now.share_weight,
        now.pos,
        now.pos_weight,
        now.usual_positivity,
        now.net,
        cast(pair.weeks_count as double) / nullif(cast(pair.weeks_count + 1 as double), 0e0) as rep,
        now.positive_sum,
        now.negative_sum,
        pair.n_eff,
        now.expected_uncalibrated * calibration.calibration as expected_mentions,
        pace.rate_variance,
        coalesce(trust.auth, 1e0) as auth,
        case
            when circle.responders_count > 0 or circle.floor_factor < 1e0 then circle.influence
            else 1e0
        end as influence,
        coalesce(circle.floor_factor, 1e0) as floor_factor,
        coalesce(circle.responders_count > 0 or circle.floor_factor < 1e0, false) as is_circle_known,
        engaged.engagement_index,
        exp(0.25e0 * case
            when engaged.engagement_index is null then 0e0
            when engaged.engagement_index > 1e0 then 1e0
            when engaged.engagement_index < -1e0 then -1e0
            else engaged.engagement_index
        end) as engagement_factor,
        now.gate,
        params.activity_exponent,
        ties.tie_no,
        pair.weeks_count,
        pair.mentions_count,
        pair.positive_mentions_count,
        pair.negative_mentions_count,
        pair.positive_weeks_count,
        pair.is_keyword_only,
        now.is_enthusiast,
        calibration.is_calibrated,
        calibration.calibration,
        pair.last_day_no,
        pair.last_mention_at
    from int_pair_class as now
    cross join params
    join int_author_brand as pair on pair.brand_id = now.brand_id and pair.author_key = now.author_key
    join int_author_pace as pace on pace.author_key = now.author_key and pace.category = now.category
    join int_calibration as calibration on calibration.category = now.category
    left join int_author_authenticity as trust on trust.author_key = now.author_key
    left join int_author_engagement as engaged on engaged.author_key = now.author_key
    left join int_circle as circle on circle.brand_id = now.brand_id and circle.author_key = now.author_key
    left join int_author_ties as ties on ties.author_key = now.author_key
),

margins as (
    select
        factors.*,
        coalesce(share, 1e0) * pos * rep as affinity,
        power(rate_per_year, activity_exponent) * coalesce(share, 1e0) * pos * rep as core_score,
        1.64e0 * sqrt(pos * (1e0 - pos) / nullif(pos_weight + 1e0, 0e0)) as pos_margin,
        1.64e0 * sqrt(
            coalesce(activity_exponent * activity_exponent * rate_variance, 0e0)
            + coalesce((1e0 - share) / nullif(share * (share_weight + 1e0), 0e0), 0e0)
            + coalesce((1e0 - pos) / nullif(pos * (pos_weight + 1e0), 0e0), 0e0)
        ) as log_margin
    from factors
),

scored as (
    select
        margins.*,
        auth * core_score * influence * engagement_factor as open_score,
        -- Beyond e^20 an interval says nothing, and exp() would overflow on one of the engines.
        case when log_margin > 20e0 then 20e0 else log_margin end as bounded_log_margin
    from margins
)

select
    brand_id,
    author_key,
    category,
    class,
    class_reason,
    rate_per_year,
    share,
    usual_share,
    lift,
    pos,
    case when pos - pos_margin < 0e0 then 0e0 else pos - pos_margin end as pos_low,
    case when pos + pos_margin > 1e0 then 1e0 else pos + pos_margin end as pos_high,
    usual_positivity,
    net,
    rep,
    share_weight,
    pos_weight,
    positive_sum,
    negative_sum,
    n_eff,
    affinity,
    expected_mentions,
    core_score,
    auth,
    influence,
    floor_factor,
    engagement_index,
    engagement_factor,
    gate,
    activity_exponent,
    open_score,
    gate * floor_factor * open_score as koc_score,
    gate * floor_factor * open_score * exp(-bounded_log_margin) as koc_low,
    gate * floor_factor * open_score * exp(bounded_log_margin) as koc_high,
    tie_no,
    weeks_count,
    mentions_count,
    positive_mentions_count,
    negative_mentions_count,
    positive_weeks_count,
    is_keyword_only,
    is_enthusiast,
    is_circle_known,
    calibration,
    is_calibrated,
    last_day_no,
    last_mention_at
from scored
