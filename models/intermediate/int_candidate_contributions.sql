/*---
about: >-
  Log decomposition of the score (ranking 7): ln of each factor less its mean over the brand's eligible candidates. The
  parts add up to ln(score / geometric mean of the eligible). Null where nobody is eligible or the author is silent by now.
grain: [brand_id, author_key]
---*/
with logs as (
    select
        brand_id,
        author_key,
        is_eligible,
        share is not null as has_share,
        activity_exponent * ln(nullif(rate_per_year, 0e0)) as ln_rate,
        coalesce(ln(nullif(share, 0e0)), 0e0) as ln_share,
        ln(nullif(pos, 0e0)) as ln_pos,
        ln(nullif(rep, 0e0)) as ln_rep
    from int_candidates
),

usual as (
    select
        brand_id,
        cast(sum(cast(round(ln_rate * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_rate,
        cast(sum(cast(round(ln_share * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_share,
        cast(sum(cast(round(ln_pos * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_pos,
        cast(sum(cast(round(ln_rep * 1e9) as bigint)) as double) / 1e9 / nullif(cast(count(*) as double), 0e0) as ln_rep
    from logs
    where is_eligible
    group by brand_id
)

select
    logs.brand_id,
    logs.author_key,
    round(logs.ln_rate - usual.ln_rate, 6) as contribution_rate,
    round(logs.ln_share - usual.ln_share, 6) as contribution_share,
    round(logs.ln_pos - usual.ln_pos, 6) as contribution_pos,
    round(logs.ln_rep - usual.ln_rep, 6) as contribution_rep,
    logs.has_share
from logs
left join usual on usual.brand_id = logs.brand_id
