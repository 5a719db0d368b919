/*---
about: >-
  Every pair of account and brand seen before the cut with the score that each method of ranking 19 gives it; higher comes
  first. A method of which nothing is known at this cut is null for all pairs; where something is, the unknown counts as 0.
grain: [brand_id, author_key]
columns:
  gate: { says: "1 for consumers, 0 for all others: what the gated form of a method is multiplied by.", personal: linkable }
  koc: { says: "Ranking 7 with gate = floor = 1.", personal: linkable }
  koc_gated: { says: "Ranking 7 with gate and floor.", personal: linkable }
  random: { says: "In (0, 1], the higher the smaller the tie_no that the transforms wrote.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  not_null: [brand_id, author_key, gate, koc, koc_gated, koc_core, expected, mentions, recent, sentiment, rfm]
  between: { gate: [0, 1] }
---*/
with followed as (
    select
        evidence.brand_id,
        evidence.author_key,
        account.followers_count
    from int_backtest_evidence as evidence
    left join stg_authors as account on account.author_key = evidence.author_key
),

known as (
    select
        max(followed.followers_count) is not null as has_followers,
        max(evidence.likes_sum) is not null as has_likes
    from int_backtest_evidence as evidence
    join followed on followed.brand_id = evidence.brand_id and followed.author_key = evidence.author_key
)

select
    scores.brand_id,
    scores.author_key,
    cast(scores.gate as double) as gate,
    cast(scores.open_score as double) as koc,
    cast(scores.koc_score as double) as koc_gated,
    cast(scores.core_score as double) as koc_core,
    cast(scores.expected_mentions as double) as expected,
    cast(evidence.mentions_count as double) as mentions,
    cast(evidence.recent_positives_count as double) as recent,
    case when known.has_likes then cast(coalesce(evidence.likes_sum, 0) as double) end as likes,
    case when known.has_followers then cast(coalesce(followed.followers_count, 0) as double) end as followers,
    evidence.net_mean as sentiment,
    cast(rfm.rfm as double) as rfm,
    1e0 - cast(scores.tie_no as double) / 281474976710656e0 as random,
    evidence.counts_count,
    evidence.observed_counts_count
from int_pair_scores as scores
cross join known
join int_backtest_evidence as evidence
    on evidence.brand_id = scores.brand_id and evidence.author_key = scores.author_key
join followed on followed.brand_id = scores.brand_id and followed.author_key = scores.author_key
join int_backtest_rfm as rfm on rfm.brand_id = scores.brand_id and rfm.author_key = scores.author_key
