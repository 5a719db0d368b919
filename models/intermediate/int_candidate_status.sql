/*---
about: >-
  Where a candidate stands: on the list, eligible, early (too little evidence, but what there is could reach the list, ranking 7),
  quiet or thin; and where its affinity stands within the brand.
grain: [brand_id, author_key]
columns:
  status: { says: "listed, eligible, early, quiet (under 1 positive category mention a year) or thin (even the upper end of the interval is below the last listed).", personal: linkable }
  affinity_percentile: { says: "Part of the brand's other candidates with less share x pos x rep, 0 to 100; null = there is no other.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  accepted: { status: [listed, eligible, early, quiet, thin], activity: [lapsed, at_risk, rising, active] }
---*/
with bars as (
    select
        brand_id,
        min(koc_score) as last_listed_score
    from int_candidate_ranks
    where is_listed
    group by brand_id
),

compared as (
    select
        brand_id,
        author_key,
        cast(rank() over (
            partition by brand_id
            order by cast(round(affinity * 1e6) as bigint) nulls last
        ) as bigint) as affinity_place,
        cast(count(*) over (partition by brand_id) as bigint) as candidates_count
    from int_candidates
)

select
    candidate.brand_id,
    candidate.author_key,
    case
        when coalesce(ranks.is_listed, false) then 'listed'
        when candidate.is_eligible then 'eligible'
        when candidate.koc_high >= coalesce(bars.last_listed_score, 0e0) and candidate.koc_high > 0e0 then 'early'
        when candidate.is_quiet then 'quiet'
        else 'thin'
    end as status,
    -- Of a half-life of 60 days, eight weeks of silence leave 0.52: "halved" has to lie above that.
    case
        when candidate.rate_per_year < 1e0 then 'lapsed'
        when candidate.earlier_rate_per_year >= 4e0
            and candidate.rate_per_year <= 0.55e0 * candidate.earlier_rate_per_year then 'at_risk'
        when candidate.earlier_expected_mentions > 0e0
            and candidate.expected_mentions > 1.5e0 * candidate.earlier_expected_mentions then 'rising'
        else 'active'
    end as activity,
    100e0 * cast(compared.affinity_place - 1 as double)
    / nullif(cast(compared.candidates_count - 1 as double), 0e0) as affinity_percentile
from int_candidates as candidate
join compared on compared.brand_id = candidate.brand_id and compared.author_key = candidate.author_key
left join bars on bars.brand_id = candidate.brand_id
left join int_candidate_ranks as ranks
    on ranks.brand_id = candidate.brand_id and ranks.author_key = candidate.author_key
