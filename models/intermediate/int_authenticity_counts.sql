/*---
about: How the accounts that mentioned a brand in the last 26 weeks are labelled, and which flags the suspect ones among them carry.
grain: [brand_id]
checks:
  unique: [brand_id]
---*/
with talking as (
    select
        mention.brand_id,
        mention.author_key
    from int_mentions as mention
    join params on mention.day_no >= params.as_of_day - 182
    where mention.author_key is not null
    group by mention.brand_id, mention.author_key
)

select
    brand.brand_id,
    cast(count(trust.author_key) as bigint) as authors_count,
    cast(count(case when trust.authenticity_label = 'trusted' then 1 end) as bigint) as trusted_count,
    cast(count(case when trust.authenticity_label = 'normal' then 1 end) as bigint) as normal_count,
    cast(count(case when trust.authenticity_label = 'suspect' then 1 end) as bigint) as suspect_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_copied_text then 1 end) as bigint) as suspect_copied_text_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_ring then 1 end) as bigint) as suspect_ring_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_co_engaged then 1 end) as bigint) as suspect_co_engaged_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_burst then 1 end) as bigint) as suspect_burst_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_one_brand_praise then 1 end) as bigint) as suspect_one_brand_praise_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_new_account then 1 end) as bigint) as suspect_new_account_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_rating_deviant then 1 end) as bigint) as suspect_rating_deviant_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_unverified then 1 end) as bigint) as suspect_unverified_count,
    cast(count(case when trust.authenticity_label = 'suspect' and trust.is_unmarked_commerce then 1 end) as bigint) as suspect_unmarked_commerce_count
from ref_brands as brand
left join talking on talking.brand_id = brand.brand_id
left join int_author_authenticity as trust on trust.author_key = talking.author_key
group by brand.brand_id
