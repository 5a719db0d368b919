/*---
about: How praise of a brand is spread over the consumers who have praised it (ranking 16), own and tracked brands.
grain: [brand_id]
columns:
  top_1_share: { says: "Part of all praise that comes from the first 1 % of authors, at least one; _5_ and others likewise.", personal: none }
  gini: { says: "0 = all praise alike, near 1 = one praises for all.", personal: none }
checks:
  unique: [brand_id]
  between: { top_1_share: [0, 1], top_50_share: [0, 1], gini: [0, 1] }
---*/
with praise as (
    select
        brand_id,
        author_key,
        -- Whole millionths: times the place, even of many authors, they stay exact.
        cast(round(positive_sum * 1e6) as bigint) as positive_e6
    from int_pair_scores
    where class = 'consumer' and positive_mentions_count >= 1
),

placed as (
    select
        brand_id,
        positive_e6,
        cast(row_number() over (
            partition by brand_id
            order by positive_e6 desc nulls last, author_key nulls last
        ) as bigint) as place,
        cast(count(*) over (partition by brand_id) as bigint) as authors_count
    from praise
),

summed as (
    select
        brand_id,
        max(authors_count) as authors_count,
        cast(sum(positive_e6) as double) as all_e6,
        cast(sum(case when place <= ceil(cast(authors_count as double) * 0.01e0) then positive_e6 else 0 end) as double) as top_1_e6,
        cast(sum(case when place <= ceil(cast(authors_count as double) * 0.05e0) then positive_e6 else 0 end) as double) as top_5_e6,
        cast(sum(case when place <= ceil(cast(authors_count as double) * 0.1e0) then positive_e6 else 0 end) as double) as top_10_e6,
        cast(sum(case when place <= ceil(cast(authors_count as double) * 0.2e0) then positive_e6 else 0 end) as double) as top_20_e6,
        cast(sum(case when place <= ceil(cast(authors_count as double) * 0.5e0) then positive_e6 else 0 end) as double) as top_50_e6,
        cast(sum(positive_e6 * (authors_count + 1 - place)) as double) as placed_e6
    from placed
    group by brand_id
)

select
    brand_id,
    authors_count,
    all_e6 / 1e6 as positive_sum,
    top_1_e6 / nullif(all_e6, 0e0) as top_1_share,
    top_5_e6 / nullif(all_e6, 0e0) as top_5_share,
    top_10_e6 / nullif(all_e6, 0e0) as top_10_share,
    top_20_e6 / nullif(all_e6, 0e0) as top_20_share,
    top_50_e6 / nullif(all_e6, 0e0) as top_50_share,
    case
        when 2e0 * placed_e6 < (cast(authors_count as double) + 1e0) * all_e6 then 0e0
        else 2e0 * placed_e6 / nullif(cast(authors_count as double) * all_e6, 0e0)
            - (cast(authors_count as double) + 1e0) / nullif(cast(authors_count as double), 0e0)
    end as gini
from summed
