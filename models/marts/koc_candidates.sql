/*---
about: >-
  One row an own brand, account and week: consumers who have praised the brand, with the core of the KOC score (rate^alpha x
  share x pos x rep), its parts and why. Brands of sensitive categories and tracked brands are not here.
grain: [brand_id, author_key, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  brand_id: { says: "Own brand.", personal: none }
  author_key: { says: "Keyed pseudonym of the account.", personal: linkable }
  platform: { says: "Platform of the account.", personal: linkable }
  source_id: { says: "Source that most of its mentions of the brand come from.", personal: linkable }
  status: { says: "listed (on the list), eligible (no place left), early (praise, but too little evidence yet) or quiet (under 1 positive category mention a year at today's pace).", personal: linkable }
  reason_1: { says: "Strongest factor against the usual of the brand's eligible candidates: rate, share, pos or rep; null = nobody is eligible or the author is silent by now.", personal: linkable }
  reason_2: { says: "Second strongest factor.", personal: linkable }
  reason_3: { says: "Third strongest factor; null also where the share is unknown.", personal: linkable }
  reason_weakest: { says: "Weakest factor.", personal: linkable }
  evidence_post_key_1: { says: "Mention that speaks most for the author: strong and recent praise.", personal: linkable }
  evidence_post_key_2: { says: "Second such mention; null = none.", personal: linkable }
  evidence_post_key_3: { says: "Third such mention; null = none.", personal: linkable }
  rank: { says: "Place on the list, from 1; null = not listed.", personal: linkable }
  previous_rank: { says: "Place on the newest list printed for an earlier week; null = not on it.", personal: linkable }
  rank_change: { says: "previous_rank less rank: positive = risen; null = not on both lists.", personal: linkable }
  koc_score: { says: "Core of ranking 7; higher is better; unit-free.", personal: linkable }
  index_value: { says: "100 x score / (score + reference), 0 to 100; 50 = the median of the lists of the category printed in the last 13 weeks, or of this week's while none is. Null = no list yet.", personal: linkable }
  contribution_rate: { says: "ln of the rate factor less its mean over the eligible; the four contributions add up to ln(score / geometric mean). Null as reason_1.", personal: linkable }
  contribution_share: { says: "The same of share; 0 where the share is unknown.", personal: linkable }
  contribution_pos: { says: "The same of pos.", personal: linkable }
  contribution_rep: { says: "The same of rep.", personal: linkable }
  rate_per_year: { says: "Positive mentions in the category a year at today's pace (half-life 60 days).", personal: linkable }
  share: { says: "Part of the author's category praise that goes to the brand, 0 to 1, leaning on the usual share; null = fewer than 3 brands of the category are watched.", personal: linkable }
  share_lift: { says: "share over the brand's usual share; 1 = as usual; null as share.", personal: linkable }
  pos: { says: "Positive part of what the author feels about the brand, 0 to 1, leaning on the usual.", personal: linkable }
  pos_low: { says: "Lower end of the 90 % interval of pos.", personal: linkable }
  pos_high: { says: "Upper end of the 90 % interval of pos.", personal: linkable }
  net: { says: "Positive less negative, -1 to 1, leaning on 0.", personal: linkable }
  rep: { says: "weeks / (weeks + 1), 0.5 to 1.", personal: linkable }
  n_eff: { says: "How many mentions of today and of full weight the evidence amounts to.", personal: linkable }
  followers_count: { says: "Accounts, at the last sighting before as_of that showed it; null = never shown.", personal: linkable }
  mentions_count: { says: "Mentions of the brand, named and inherited.", personal: linkable }
  named_mentions_count: { says: "Mentions that name the brand.", personal: linkable }
  inherited_mentions_count: { says: "Answers without a brand name under a post about the brand alone; each weighs half.", personal: linkable }
  positive_mentions_count: { says: "Mentions that are positive (p+ of at least 0.5, above p-).", personal: linkable }
  negative_mentions_count: { says: "Mentions that are negative.", personal: linkable }
  gifted_mentions_count: { says: "Mentions marked as gifted; each weighs 0.3.", personal: linkable }
  category_mentions_count: { says: "Mentions of any configured brand of the category.", personal: linkable }
  weeks_count: { says: "Different ISO weeks with a mention of the brand.", personal: linkable }
  mentions_12w_count: { says: "Mentions of the brand in the 84 days before as_of.", personal: linkable }
  followers_is_floor: { says: "Only a lower bound of followers is shown; null = not known.", personal: linkable }
  is_new: { says: "Listed now, and not on the newest list printed for an earlier week; false where none was printed.", personal: linkable }
  is_keyword_only: { says: "All mentions of the account were found by a brand's own query: the rest is unseen, and share leans on the usual twice as much.", personal: linkable }
  first_mention_date: { says: "Of the brand, in the workspace's zone.", personal: linkable }
  last_mention_date: { says: "Of the brand, in the workspace's zone.", personal: linkable }
checks:
  unique: [brand_id, author_key, week_start]
  not_null: [brand_id, author_key, week_start, platform, status, koc_score, pos, rep, n_eff]
  accepted: { status: [listed, eligible, early, quiet] }
  between: { pos: [0, 1], share: [0, 1], rep: [0.5, 1], net: [-1, 1], index_value: [0, 100], koc_score: [0, 1000000000] }
  relationships: { brand_id: ref_brands.brand_id }
  no_rows:
    - select brand_id, author_key from this where (rank is null) <> (status <> 'listed')
    - select brand_id, author_key from this where status in ('listed', 'eligible') and contribution_rate is null
    - select brand_id, rank from this where rank is not null group by brand_id, rank having count(*) > 1
---*/
select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    candidate.brand_id,
    candidate.author_key,
    account.platform,
    account.source_id,
    case
        when coalesce(ranks.is_listed, false) then 'listed'
        when candidate.is_eligible then 'eligible'
        when candidate.is_quiet then 'quiet'
        else 'early'
    end as status,
    reasons.reason_1,
    reasons.reason_2,
    reasons.reason_3,
    reasons.reason_weakest,
    evidence.evidence_post_key_1,
    evidence.evidence_post_key_2,
    evidence.evidence_post_key_3,
    case when ranks.is_listed then ranks.place end as rank,
    previous.rank as previous_rank,
    case when ranks.is_listed then previous.rank - ranks.place end as rank_change,
    round(candidate.core_score, 6) as koc_score,
    round(
        100e0 * candidate.core_score / nullif(candidate.core_score + reference.reference_score, 0e0), 6
    ) as index_value,
    parts.contribution_rate,
    parts.contribution_share,
    parts.contribution_pos,
    parts.contribution_rep,
    round(candidate.rate_per_year, 6) as rate_per_year,
    round(candidate.share, 6) as share,
    round(candidate.share_lift, 6) as share_lift,
    round(candidate.pos, 6) as pos,
    round(candidate.pos_low, 6) as pos_low,
    round(candidate.pos_high, 6) as pos_high,
    round(candidate.net, 6) as net,
    round(candidate.rep, 6) as rep,
    round(candidate.n_eff, 6) as n_eff,
    account.followers_count,
    candidate.mentions_count,
    candidate.named_mentions_count,
    candidate.inherited_mentions_count,
    candidate.positive_mentions_count,
    candidate.negative_mentions_count,
    candidate.gifted_mentions_count,
    candidate.category_mentions_count,
    candidate.weeks_count,
    candidate.mentions_12w_count,
    account.followers_is_floor,
    coalesce(ranks.is_listed and ranks.is_new, false) as is_new,
    candidate.is_keyword_only,
    cast(date '1970-01-01' + candidate.first_day_no * interval '1' day as date) as first_mention_date,
    cast(date '1970-01-01' + candidate.last_day_no * interval '1' day as date) as last_mention_date
from int_candidates as candidate
cross join params
join int_candidate_accounts as account
    on account.brand_id = candidate.brand_id and account.author_key = candidate.author_key
left join int_candidate_contributions as parts
    on parts.brand_id = candidate.brand_id and parts.author_key = candidate.author_key
left join int_candidate_reasons as reasons
    on reasons.brand_id = candidate.brand_id and reasons.author_key = candidate.author_key
left join int_candidate_evidence as evidence
    on evidence.brand_id = candidate.brand_id and evidence.author_key = candidate.author_key
left join int_candidate_ranks as ranks
    on ranks.brand_id = candidate.brand_id and ranks.author_key = candidate.author_key
left join int_previous_ranks as previous
    on previous.brand_id = candidate.brand_id and previous.author_key = candidate.author_key
left join int_index_reference as reference on reference.category = candidate.category
