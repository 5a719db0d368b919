/*---
about: The ten candidates of a brand most like each listed one; policy weights, as no truth of likeness exists to fit them to.
grain: [brand_id, author_key, similar_key]
columns:
  taste: { says: "Cosine between what the two praise, brand by brand of the category; 0 to 1.", personal: linkable }
  pace: { says: "The slower rate over the faster, 0 to 1.", personal: linkable }
  likeness: { says: "0.6 taste + 0.2 pace + 0.1 same platform + 0.1 same language.", personal: linkable }
checks:
  unique: [brand_id, author_key, similar_key]
---*/
with praise as (
    select
        pool.brand_id,
        pool.author_key,
        pool.status,
        pair.brand_id as praised_id,
        pair.positive_sum
    from int_lookalike_pool as pool
    join int_author_brand as pair on pair.author_key = pool.author_key and pair.category = pool.category
    where pair.positive_sum > 0e0
),

lengths as (
    select
        brand_id,
        author_key,
        sqrt(cast(sum(cast(round(positive_sum * positive_sum * 1e9) as bigint)) as double) / 1e9) as praise_length
    from praise
    group by brand_id, author_key
),

common as (
    select
        one.brand_id,
        one.author_key,
        other.author_key as similar_key,
        cast(sum(cast(round(one.positive_sum * other.positive_sum * 1e9) as bigint)) as double) / 1e9 as product
    from praise as one
    join praise as other
        on other.brand_id = one.brand_id
        and other.praised_id = one.praised_id
        and other.author_key <> one.author_key
    where one.status = 'listed'
    group by one.brand_id, one.author_key, other.author_key
),

compared as (
    select
        common.brand_id,
        common.author_key,
        common.similar_key,
        common.product / nullif(here.praise_length * there.praise_length, 0e0) as cosine,
        case
            when one.rate_per_year < other.rate_per_year then one.rate_per_year / nullif(other.rate_per_year, 0e0)
            else coalesce(other.rate_per_year / nullif(one.rate_per_year, 0e0), 1e0)
        end as pace,
        other.status as similar_status,
        one.platform = other.platform as is_same_platform,
        coalesce(one.lang = other.lang, false) as is_same_language
    from common
    join lengths as here on here.brand_id = common.brand_id and here.author_key = common.author_key
    join lengths as there on there.brand_id = common.brand_id and there.author_key = common.similar_key
    join int_lookalike_pool as one on one.brand_id = common.brand_id and one.author_key = common.author_key
    join int_lookalike_pool as other on other.brand_id = common.brand_id and other.author_key = common.similar_key
),

scored as (
    select
        compared.*,
        case when cosine > 1e0 then 1e0 else coalesce(cosine, 0e0) end as taste,
        0.6e0 * case when cosine > 1e0 then 1e0 else coalesce(cosine, 0e0) end
        + 0.2e0 * pace
        + case when is_same_platform then 0.1e0 else 0e0 end
        + case when is_same_language then 0.1e0 else 0e0 end as likeness
    from compared
),

ranked as (
    select
        scored.*,
        cast(row_number() over (
            partition by brand_id, author_key
            order by cast(round(likeness * 1e6) as bigint) desc nulls last, similar_key nulls last
        ) as bigint) as rank
    from scored
)

select
    brand_id,
    author_key,
    similar_key,
    similar_status,
    rank,
    likeness,
    taste,
    pace,
    is_same_platform,
    is_same_language
from ranked
where rank <= 10
