/*---
about: >-
  Recency, frequency and likes of every pair as fifths within its brand, summed (ranking 19): ceil(5 x average percentile
  rank). Where no pair has likes, positive mentions stand in for them.
grain: [brand_id, author_key]
columns:
  rfm: { says: "From 3 (last fifth in all three) to 15.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  between: { rfm: [3, 15] }
---*/
with likes_known as (
    select max(likes_sum) is not null as has_likes
    from int_backtest_evidence
),

parts as (
    select
        brand_id,
        author_key,
        'recency' as part,
        last_day_no as amount
    from int_backtest_evidence
    union all
    select
        brand_id,
        author_key,
        'frequency' as part,
        mentions_count as amount
    from int_backtest_evidence
    union all
    select
        evidence.brand_id,
        evidence.author_key,
        'liking' as part,
        case when likes_known.has_likes then coalesce(evidence.likes_sum, 0) else evidence.positives_count end as amount
    from int_backtest_evidence as evidence
    cross join likes_known
),

amounts as (
    select
        brand_id,
        part,
        amount,
        cast(count(*) as bigint) as pairs_count
    from parts
    group by brand_id, part, amount
),

places as (
    select
        brand_id,
        part,
        amount,
        pairs_count,
        cast(sum(pairs_count) over (
            partition by brand_id, part
            order by amount nulls last, brand_id nulls last
        ) as bigint) as up_to_count,
        cast(sum(pairs_count) over (partition by brand_id, part) as bigint) as all_count
    from amounts
),

-- Equals share the mean of their ranks: (up_to - pairs) + (pairs + 1) / 2 of all.
fifths as (
    select
        brand_id,
        part,
        amount,
        -floor(
            -5e0 * cast(2 * up_to_count - pairs_count + 1 as double) / nullif(cast(2 * all_count as double), 0e0)
        ) as fifth
    from places
)

select
    parts.brand_id,
    parts.author_key,
    cast(round(cast(sum(fifths.fifth) as double)) as bigint) as rfm
from parts
join fifths
    on fifths.brand_id = parts.brand_id and fifths.part = parts.part and fifths.amount = parts.amount
group by parts.brand_id, parts.author_key
