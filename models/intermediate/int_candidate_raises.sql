/*---
about: >-
  What would raise a score most, and to which score: one more praise in a further week, a first credible stranger's answer, no
  complaint standing, or the engagement that is usual for accounts of that size.
grain: [brand_id, author_key]
columns:
  raise_code: { says: "mention, answer, complaint or engagement.", personal: linkable }
  raised_score: { says: "koc_score if so.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  accepted: { raise_code: [mention, answer, complaint, engagement] }
---*/
with chances as (
    select
        candidate.brand_id,
        candidate.author_key,
        candidate.koc_score,
        'mention' as raise_code,
        power(
            1e0 + 365e0 * ln(2e0) / nullif(params.fast_half_life_days * candidate.rate_per_year, 0e0),
            candidate.activity_exponent
        )
        * coalesce(
            (candidate.share * candidate.share_weight + 1e0) / nullif(candidate.share * (candidate.share_weight + 1e0), 0e0),
            1e0
        )
        * ((candidate.pos * candidate.pos_weight + 1e0) / nullif(candidate.pos * (candidate.pos_weight + 1e0), 0e0))
        * (
            cast((candidate.weeks_count + 1) * (candidate.weeks_count + 1) as double)
            / nullif(cast(candidate.weeks_count * (candidate.weeks_count + 2) as double), 0e0)
        ) as gain
    from int_candidates as candidate
    cross join params
    union all
    select
        brand_id,
        author_key,
        koc_score,
        'answer' as raise_code,
        1e0 / nullif(floor_factor, 0e0) as gain
    from int_candidates
    where floor_factor < 1e0
    union all
    select
        brand_id,
        author_key,
        koc_score,
        'complaint' as raise_code,
        pos_weight / nullif(pos_weight - negative_sum, 0e0) as gain
    from int_candidates
    where negative_sum >= 0.5e0 and negative_mentions_count >= 1
    union all
    select
        brand_id,
        author_key,
        koc_score,
        'engagement' as raise_code,
        1e0 / nullif(engagement_factor, 0e0) as gain
    from int_candidates
    where engagement_index < 0e0
),

ordered as (
    select
        brand_id,
        author_key,
        raise_code,
        koc_score * gain as raised_score,
        cast(row_number() over (
            partition by brand_id, author_key
            order by cast(round(gain * 1e6) as bigint) desc nulls last, raise_code nulls last
        ) as bigint) as place
    from chances
    where gain is not null and koc_score > 0e0
)

select
    brand_id,
    author_key,
    raise_code,
    raised_score
from ordered
where place = 1
