/*---
about: >-
  One row an own brand, account and week: consumers who have praised the brand, with the KOC score of ranking 7 (rate^alpha x share x
  pos x rep x auth x influence x engagement x floor), its parts and why. Brands of sensitive categories and tracked brands are not here.
grain: [brand_id, author_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  person_key: { says: "Smallest author_key among the accounts that somebody confirmed to be this person's; author_key where nobody did. One person stands once a brand, with the account that scores best.", personal: linkable }
  platform: { says: "Platform of the account.", personal: linkable }
  source_id: { says: "Source that most of its mentions of the brand come from.", personal: linkable }
  status: { says: "listed (on the list), eligible (no place left), early (too little evidence yet, but the upper end of its interval reaches the list), quiet (under 1 positive category mention a year at today's pace) or thin (too little evidence and below the list even so).", personal: linkable }
  activity: { says: "lapsed (rate under 1 a year), at_risk (rate was at least 4 and has fallen to 0.55 of it or less in 8 weeks; complete silence gives 0.52), rising (expected mentions up by over half in 8 weeks) or active.", personal: linkable }
  grade: { says: "A from index 60, B from 40, C below; null as index_value.", personal: linkable }
  diversity: { says: "held_back (has the score for a place, but its platform has 4 of 10 already while others have candidates), moved_up (has a place because of that); null = neither.", personal: linkable }
  authenticity_label: { says: "trusted (auth of at least 0.9) or normal; suspects are no candidates. A label is evidence, not a verdict.", personal: linkable }
  reason_1: { says: "Strongest factor against the usual of the brand's eligible candidates: rate, share, pos, rep, auth, circle, engagement or floor; null = nobody is eligible or the author is silent by now.", personal: linkable }
  reason_2: { says: "Second strongest factor.", personal: linkable }
  reason_3: { says: "Third strongest factor.", personal: linkable }
  reason_weakest: { says: "Weakest factor; what is unknown is no reason.", personal: linkable }
  raise_code: { says: "What would raise the score most: mention (one more praise in a further week), answer (a first credible stranger), complaint (if none stood) or engagement (as usual for such accounts); null = the author is silent by now.", personal: linkable }
  evidence_post_key_1: { says: "Mention that speaks most for the author: strong and recent praise.", personal: linkable }
  evidence_post_key_2: { says: "Second such mention; null = none.", personal: linkable }
  evidence_post_key_3: { says: "Third such mention; null = none.", personal: linkable }
  rank: { says: "Place on the list, from 1; null = not listed.", personal: linkable }
  computed_rank: { says: "Place among the eligible by score alone; null = not eligible.", personal: linkable }
  previous_rank: { says: "Place on the newest list printed for an earlier week; null = not on it.", personal: linkable }
  rank_change: { says: "previous_rank less rank: positive = risen; null = not on both lists.", personal: linkable }
  koc_score: { says: "Score of ranking 7; higher is better; unit-free; 12 places, so that its logarithm can be checked.", personal: linkable }
  usual_score: { says: "Geometric mean score of the brand's eligible candidates; null = nobody is eligible.", personal: none }
  index_value: { says: "100 x score / (score + reference), 0 to 100; 50 = the median of the category's lists of the 13 weeks before the quarter, frozen for the quarter. Null = no list yet.", personal: linkable }
  index_low: { says: "Lower end of the 90 % interval of index_value.", personal: linkable }
  index_high: { says: "Upper end of it.", personal: linkable }
  raised_index: { says: "index_value if what raise_code names came true; null as it.", personal: linkable }
  contribution_rate: { says: "ln of the rate factor less its mean over the eligible; the eight contributions add up to ln(score / usual_score). Null as reason_1.", personal: linkable }
  contribution_share: { says: "The same of share; an unknown share counts as 1.", personal: linkable }
  contribution_pos: { says: "The same of pos.", personal: linkable }
  contribution_rep: { says: "The same of rep.", personal: linkable }
  contribution_auth: { says: "The same of auth.", personal: linkable }
  contribution_circle: { says: "The same of influence; unknown counts as 1.", personal: linkable }
  contribution_engagement: { says: "The same of the engagement factor; unknown counts as 1.", personal: linkable }
  contribution_floor: { says: "The same of the floor.", personal: linkable }
  rate_per_year: { says: "Positive mentions in the category a year at today's pace (half-life 60 days).", personal: linkable }
  share: { says: "Part of the author's category praise that goes to the brand, 0 to 1, leaning on the usual share; null = fewer than 3 brands of the category are watched.", personal: linkable }
  share_lift: { says: "share over the brand's usual share; 1 = as usual; null as share.", personal: linkable }
  pos: { says: "Positive part of what the author feels about the brand, 0 to 1, leaning on the usual.", personal: linkable }
  pos_low: { says: "Lower end of the 90 % interval of pos.", personal: linkable }
  pos_high: { says: "Upper end of the 90 % interval of pos.", personal: linkable }
  usual_pos: { says: "Positive part of all mentions of the brand, 0 to 1.", personal: none }
  net: { says: "Positive less negative, -1 to 1, leaning on 0.", personal: linkable }
  rep: { says: "weeks / (weeks + 1), 0.5 to 1.", personal: linkable }
  affinity_percentile: { says: "Part of the brand's other candidates with less share x pos x rep, 0 to 100; null = there is no other.", personal: linkable }
  expected_mentions: { says: "Positive mentions of the brand expected in the next 26 weeks.", personal: linkable }
  auth: { says: "1 - probability of inauthentic conduct (ranking 5), 0.5 to 1.", personal: linkable }
  authenticity_flags_count: { says: "Patterns found unusual, of 9 checked.", personal: linkable }
  engagement_value: { says: "100 x exp(engagement index of ranking 1): 100 = typical for accounts of that size; null = no counts shown.", personal: linkable }
  engaged_posts_count: { says: "Posts that engagement_value is made of; under 3 it is early. Null as it.", personal: linkable }
  influence: { says: "0.9 to 1.2 by the circle (ranking 6); 1 where it is unknown.", personal: linkable }
  circle: { says: "Sum over responders, strangers and credible ones counting full; null = answers are not collected and none were seen.", personal: linkable }
  responders_count: { says: "Different people who answered what the author said of the brand in 26 weeks; null as circle.", personal: linkable }
  credible_responders_count: { says: "Those of them who are probably organic and are answered by others in turn.", personal: linkable }
  inner_circle_count: { says: "Those who answered on at least 2 days.", personal: linkable }
  reach_new_share: { says: "Part of them that had not spoken of the brand before, 0 to 1; null = nobody answered.", personal: linkable }
  floor_factor: { says: "0.3 where answers are collected and no credible stranger has answered, else 1.", personal: linkable }
  n_eff: { says: "How many mentions of today and of full weight the evidence amounts to.", personal: linkable }
  followers_count: { says: "Accounts, at the last sighting before as_of that showed it; null = never shown.", personal: linkable }
  disclosed_share: { says: "Part of the account's mentions declared as paid for, 0 to 0.05 for a consumer by rule.", personal: linkable }
  brands_count: { says: "Configured brands that the account has mentioned, of any category.", personal: linkable }
  mentions_count: { says: "Mentions of the brand, named and inherited.", personal: linkable }
  named_mentions_count: { says: "Mentions that name the brand.", personal: linkable }
  inherited_mentions_count: { says: "Answers without a brand name under a post about the brand alone; each weighs half.", personal: linkable }
  positive_mentions_count: { says: "Mentions that are positive (p+ of at least 0.5, above p-).", personal: linkable }
  negative_mentions_count: { says: "Mentions that are negative.", personal: linkable }
  gifted_mentions_count: { says: "Mentions marked as gifted; each weighs 0.3. Over 0 is the badge: received a gift.", personal: linkable }
  category_mentions_count: { says: "Mentions of any configured brand of the category.", personal: linkable }
  weeks_count: { says: "Different ISO weeks with a mention of the brand that is no complaint.", personal: linkable }
  positive_weeks_count: { says: "Different ISO weeks with a positive one.", personal: linkable }
  mentions_12w_count: { says: "Mentions of the brand in the 84 days before as_of.", personal: linkable }
  positive_mentions_12w_count: { says: "Positive ones of these.", personal: linkable }
  followers_is_floor: { says: "Only a lower bound of followers is shown; null = not known.", personal: linkable }
  is_new: { says: "Listed now, and not on the newest list printed for an earlier week; false where none was printed.", personal: linkable }
  is_enthusiast: { says: "Badge: praises the category at least monthly, this brand hardly more than others.", personal: linkable }
  is_customer: { says: "Badge: on the operator's list of customers and advocates.", personal: linkable }
  is_confirmed: { says: "Badge: somebody confirmed the account as a KOC of the brand.", personal: linkable }
  is_printed: { says: "Files for people may print it: listed, on the last printed list, or among the 50 early ones nearest to the list.", personal: linkable }
  is_class_by_hand: { says: "Somebody decided that this is a consumer; the rules were not asked.", personal: linkable }
  is_keyword_only: { says: "All mentions of the account were found by a brand's own query: the rest is unseen, and share leans on the usual twice as much.", personal: linkable }
  is_calibrated: { says: "expected_mentions is scaled by how the category's expectation of 26 weeks ago came true; otherwise there was too little to tell.", personal: none }
  first_mention_date: { says: "Of the brand, in the workspace's zone.", personal: linkable }
  last_mention_date: { says: "Of the brand, in the workspace's zone.", personal: linkable }
checks:
  unique: [brand_id, author_key, week_start]
  not_null: [brand_id, author_key, week_start, platform, status, activity, koc_score, pos, rep, n_eff, auth, influence, floor_factor, expected_mentions]
  accepted: { status: [listed, eligible, early, quiet, thin], activity: [lapsed, at_risk, rising, active], grade: [A, B, C], diversity: [held_back, moved_up], authenticity_label: [trusted, normal, suspect] }
  between: { pos: [0, 1], share: [0, 1], rep: [0.5, 1], net: [-1, 1], auth: [0, 1], influence: [0.9, 1.2], floor_factor: [0.3, 1], index_value: [0, 100], index_low: [0, 100], index_high: [0, 100], koc_score: [0, 1000000000] }
  relationships: { brand_id: ref_brands.brand_id }
  no_rows:
    - select brand_id, author_key from this where (rank is null) <> (status <> 'listed')
    - select brand_id, author_key from this where status in ('listed', 'eligible') and contribution_rate is null
    - select brand_id, author_key from this where contribution_rate is not null and abs(contribution_rate + contribution_share + contribution_pos + contribution_rep + contribution_auth + contribution_circle + contribution_engagement + contribution_floor - ln(koc_score / nullif(usual_score, 0e0))) > 1e-6 and koc_score > 1e-5
    - select brand_id, rank from this where rank is not null group by brand_id, rank having count(*) > 1
---*/
with indexed as (
    select
        candidate.*,
        100e0 * candidate.koc_score / nullif(candidate.koc_score + reference.reference_score, 0e0) as index_value,
        100e0 * candidate.koc_low / nullif(candidate.koc_low + reference.reference_score, 0e0) as index_low,
        100e0 * candidate.koc_high / nullif(candidate.koc_high + reference.reference_score, 0e0) as index_high,
        raise.raise_code,
        100e0 * raise.raised_score / nullif(raise.raised_score + reference.reference_score, 0e0) as raised_index
    from int_candidates as candidate
    left join int_index_reference as reference on reference.category = candidate.category
    left join int_candidate_raises as raise
        on raise.brand_id = candidate.brand_id and raise.author_key = candidate.author_key
)

select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    candidate.brand_id,
    candidate.author_key,
    coalesce(person.person_key, candidate.author_key) as person_key,
    account.platform,
    account.source_id,
    status.status,
    status.activity,
    case
        when candidate.index_value >= 60e0 then 'A'
        when candidate.index_value >= 40e0 then 'B'
        when candidate.index_value is not null then 'C'
    end as grade,
    ranks.diversity,
    trust.authenticity_label,
    reasons.reason_1,
    reasons.reason_2,
    reasons.reason_3,
    reasons.reason_weakest,
    candidate.raise_code,
    evidence.evidence_post_key_1,
    evidence.evidence_post_key_2,
    evidence.evidence_post_key_3,
    ranks.rank,
    ranks.computed_rank,
    previous.rank as previous_rank,
    previous.rank - ranks.rank as rank_change,
    round(candidate.koc_score, 12) as koc_score,
    round(parts.usual_score, 12) as usual_score,
    round(candidate.index_value, 6) as index_value,
    round(candidate.index_low, 6) as index_low,
    round(candidate.index_high, 6) as index_high,
    round(candidate.raised_index, 6) as raised_index,
    round(parts.contribution_rate, 9) as contribution_rate,
    round(parts.contribution_share, 9) as contribution_share,
    round(parts.contribution_pos, 9) as contribution_pos,
    round(parts.contribution_rep, 9) as contribution_rep,
    round(parts.contribution_auth, 9) as contribution_auth,
    round(parts.contribution_circle, 9) as contribution_circle,
    round(parts.contribution_engagement, 9) as contribution_engagement,
    round(parts.contribution_floor, 9) as contribution_floor,
    round(candidate.rate_per_year, 6) as rate_per_year,
    round(candidate.share, 6) as share,
    round(candidate.lift, 6) as share_lift,
    round(candidate.pos, 6) as pos,
    round(candidate.pos_low, 6) as pos_low,
    round(candidate.pos_high, 6) as pos_high,
    round(candidate.usual_positivity, 6) as usual_pos,
    round(candidate.net, 6) as net,
    round(candidate.rep, 6) as rep,
    round(status.affinity_percentile, 6) as affinity_percentile,
    round(candidate.expected_mentions, 6) as expected_mentions,
    round(candidate.auth, 6) as auth,
    trust.flags_count as authenticity_flags_count,
    round(100e0 * exp(candidate.engagement_index), 6) as engagement_value,
    engaged.engaged_posts_count,
    round(candidate.influence, 6) as influence,
    round(circle.circle, 6) as circle,
    circle.responders_count,
    circle.credible_responders_count,
    circle.inner_circle_count,
    round(circle.reach_new_share, 6) as reach_new_share,
    candidate.floor_factor,
    round(candidate.n_eff, 6) as n_eff,
    account.followers_count,
    round(totals.disclosed_share, 6) as disclosed_share,
    totals.brands_count,
    pair.mentions_count,
    pair.named_mentions_count,
    pair.inherited_mentions_count,
    pair.positive_mentions_count,
    pair.negative_mentions_count,
    pair.gifted_mentions_count,
    pace.mentions_count as category_mentions_count,
    pair.weeks_count,
    pair.positive_weeks_count,
    pair.mentions_12w_count,
    pair.positive_mentions_12w_count,
    account.followers_is_floor,
    coalesce(ranks.is_new, false) as is_new,
    candidate.is_enthusiast,
    candidate.is_customer,
    candidate.is_confirmed,
    printed.author_key is not null as is_printed,
    candidate.class_reason = 'by_hand' as is_class_by_hand,
    candidate.is_keyword_only,
    candidate.is_calibrated,
    cast(date '1970-01-01' + pair.first_day_no * interval '1' day as date) as first_mention_date,
    cast(date '1970-01-01' + pair.last_day_no * interval '1' day as date) as last_mention_date
from indexed as candidate
cross join params
join int_author_brand as pair
    on pair.brand_id = candidate.brand_id and pair.author_key = candidate.author_key
join int_author_totals as totals on totals.author_key = candidate.author_key
join int_author_pace as pace on pace.author_key = candidate.author_key and pace.category = candidate.category
join int_author_authenticity as trust on trust.author_key = candidate.author_key
join int_candidate_accounts as account
    on account.brand_id = candidate.brand_id and account.author_key = candidate.author_key
join int_candidate_status as status
    on status.brand_id = candidate.brand_id and status.author_key = candidate.author_key
left join int_candidate_contributions as parts
    on parts.brand_id = candidate.brand_id and parts.author_key = candidate.author_key
left join int_candidate_reasons as reasons
    on reasons.brand_id = candidate.brand_id and reasons.author_key = candidate.author_key
left join int_candidate_evidence as evidence
    on evidence.brand_id = candidate.brand_id and evidence.author_key = candidate.author_key
left join int_candidate_circles as circle
    on circle.brand_id = candidate.brand_id and circle.author_key = candidate.author_key
left join int_author_engagement as engaged on engaged.author_key = candidate.author_key
left join int_candidate_ranks as ranks
    on ranks.brand_id = candidate.brand_id and ranks.author_key = candidate.author_key
left join int_previous_ranks as previous
    on previous.brand_id = candidate.brand_id and previous.author_key = candidate.author_key
left join int_printed_candidates as printed
    on printed.brand_id = candidate.brand_id and printed.author_key = candidate.author_key
left join int_persons as person on person.author_key = candidate.author_key
