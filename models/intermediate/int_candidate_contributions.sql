/*---
about: >-
  Log decomposition of the score (ranking 7): ln of each factor less its mean over the brand's eligible candidates. The parts
  add up to ln(score / geometric mean score of the eligible). A factor that is unknown is 1 for its author and in the mean. Null
  where nobody is eligible or the author is silent by now.
grain: [brand_id, author_key]
columns:
  usual_score: { says: "Geometric mean score of the brand's eligible candidates.", personal: none }
---*/
with logs as (
    select
        brand_id,
        author_key,
        activity_exponent * ln(nullif(rate_per_year, 0e0)) as ln_rate,
        ln(nullif(coalesce(share, 1e0), 0e0)) as ln_share,
        ln(nullif(pos, 0e0)) as ln_pos,
        ln(nullif(rep, 0e0)) as ln_rep,
        ln(nullif(auth, 0e0)) as ln_auth,
        ln(nullif(influence, 0e0)) as ln_circle,
        ln(nullif(engagement_factor, 0e0)) as ln_engagement,
        ln(nullif(floor_factor, 0e0)) as ln_floor,
        is_eligible
    from int_candidates
),

usual as (
    select
        brand_id,
        cast(sum(cast(round(ln_rate * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_rate,
        cast(sum(cast(round(ln_share * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_share,
        cast(sum(cast(round(ln_pos * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_pos,
        cast(sum(cast(round(ln_rep * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_rep,
        cast(sum(cast(round(ln_auth * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_auth,
        cast(sum(cast(round(ln_circle * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_circle,
        cast(sum(cast(round(ln_engagement * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_engagement,
        cast(sum(cast(round(ln_floor * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_floor
    from logs
    where is_eligible
    group by brand_id
)

select
    logs.brand_id,
    logs.author_key,
    logs.ln_rate - usual.ln_rate as contribution_rate,
    logs.ln_share - usual.ln_share as contribution_share,
    logs.ln_pos - usual.ln_pos as contribution_pos,
    logs.ln_rep - usual.ln_rep as contribution_rep,
    logs.ln_auth - usual.ln_auth as contribution_auth,
    logs.ln_circle - usual.ln_circle as contribution_circle,
    logs.ln_engagement - usual.ln_engagement as contribution_engagement,
    logs.ln_floor - usual.ln_floor as contribution_floor,
    exp(usual.ln_rate + usual.ln_share + usual.ln_pos + usual.ln_rep + usual.ln_auth + usual.ln_circle + usual.ln_engagement + usual.ln_floor) as usual_score
from logs
left join usual on usual.brand_id = logs.brand_id
