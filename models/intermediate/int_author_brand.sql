/*---
about: One row an account and brand with all that its mentions add up to.
grain: [author_key, brand_id]
columns:
  weeks_count: { says: "Different ISO weeks with a mention that is no complaint: coming back to complain is no loyalty.", personal: linkable }
  positive_sum: { says: "P of ranking 2: sum of slow weight x p+.", personal: linkable }
  negative_sum: { says: "N of ranking 2: sum of slow weight x p-.", personal: linkable }
  n_eff: { says: "(sum w)^2 / sum w^2: how many mentions of full weight the evidence amounts to.", personal: linkable }
  fast_variance_e12: { says: "Sum of squared fast weight x p+: how uncertain the pace is.", personal: linkable }
  earlier_positive_e9: { says: "P of the mentions known at the moment `earlier` of int_moments, in weights of as_of; _cut_ likewise.", personal: linkable }
  later_positive_e9: { says: "p+ of the mentions since the moment `cut`, not weighted: what came true.", personal: linkable }
checks:
  not_null: [author_key, brand_id, n_eff, weeks_count]
---*/
-- Weeks are counted as rows of a narrow grouping: far cheaper than counting distinct values beside the sums.
with by_week as (
    select
        author_key,
        brand_id,
        week_start,
        bool_or(is_positive) as is_positive,
        bool_or(not is_negative) as is_friendly
    from int_mention_weights
    where author_key is not null
    group by author_key, brand_id, week_start
),

weeks as (
    select
        author_key,
        brand_id,
        cast(count(case when is_friendly then 1 end) as bigint) as weeks_count,
        cast(count(case when is_positive then 1 end) as bigint) as positive_weeks_count
    from by_week
    group by author_key, brand_id
),

summed as (
    select
        author_key,
        brand_id,
        cast(sum(positive_e9) as bigint) as positive_e9,
        cast(sum(negative_e9) as bigint) as negative_e9,
        cast(sum(fast_positive_e9) as bigint) as fast_positive_e9,
        cast(sum(fast_variance_e12) as bigint) as fast_variance_e12,
        cast(sum(case when age_days > 56 then positive_e9 else 0 end) as bigint) as earlier_positive_e9,
        cast(sum(case when age_days > 56 then negative_e9 else 0 end) as bigint) as earlier_negative_e9,
        cast(sum(case when age_days > 56 then fast_positive_e9 else 0 end) as bigint) as earlier_fast_positive_e9,
        cast(sum(case when age_days > horizon_days then positive_e9 else 0 end) as bigint) as cut_positive_e9,
        cast(sum(case when age_days > horizon_days then negative_e9 else 0 end) as bigint) as cut_negative_e9,
        cast(sum(case when age_days > horizon_days then fast_positive_e9 else 0 end) as bigint) as cut_fast_positive_e9,
        cast(sum(case when age_days > horizon_days then 0 else said_positive_e9 end) as bigint) as later_positive_e9,
        cast(sum(weight_e9) as double) as weight_e9,
        cast(sum(weight_squared_e12) as double) as weight_squared_e12,
        cast(count(*) as bigint) as mentions_count,
        cast(count(case when is_inherited then 1 end) as bigint) as inherited_mentions_count,
        cast(count(case when is_positive then 1 end) as bigint) as positive_mentions_count,
        cast(count(case when is_negative then 1 end) as bigint) as negative_mentions_count,
        cast(count(case when is_disclosed then 1 end) as bigint) as disclosed_mentions_count,
        cast(count(case when is_gifted then 1 end) as bigint) as gifted_mentions_count,
        cast(count(case when age_days <= 84 then 1 end) as bigint) as mentions_12w_count,
        cast(count(case when age_days <= 84 and is_positive then 1 end) as bigint) as positive_mentions_12w_count,
        min(day_no) as first_day_no,
        max(day_no) as last_day_no,
        bool_and(coalesce(coverage_basis = 'keyword_only', false)) as is_keyword_only,
        max(published_at) as last_mention_at
    from int_mention_weights
    where author_key is not null
    group by author_key, brand_id
)

select
    summed.author_key,
    summed.brand_id,
    brand.category,
    cast(positive_e9 as double) / 1e9 as positive_sum,
    cast(negative_e9 as double) / 1e9 as negative_sum,
    coalesce(weight_e9 * weight_e9 / nullif(weight_squared_e12 * 1e6, 0e0), 0e0) as n_eff,
    positive_e9,
    negative_e9,
    fast_positive_e9,
    fast_variance_e12,
    earlier_positive_e9,
    earlier_negative_e9,
    earlier_fast_positive_e9,
    cut_positive_e9,
    cut_negative_e9,
    cut_fast_positive_e9,
    later_positive_e9,
    mentions_count,
    mentions_count - inherited_mentions_count as named_mentions_count,
    inherited_mentions_count,
    positive_mentions_count,
    negative_mentions_count,
    disclosed_mentions_count,
    gifted_mentions_count,
    mentions_12w_count,
    positive_mentions_12w_count,
    weeks.weeks_count,
    weeks.positive_weeks_count,
    first_day_no,
    last_day_no,
    is_keyword_only,
    last_mention_at
from summed
join weeks on weeks.author_key = summed.author_key and weeks.brand_id = summed.brand_id
join ref_brands as brand on brand.brand_id = summed.brand_id
