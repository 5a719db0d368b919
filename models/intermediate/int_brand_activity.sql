/*---
about: Mentions and authors of each configured brand in the reported week, the week before, and the four weeks up to its end.
grain: [brand_id]
checks:
  unique: [brand_id]
---*/
with recent as (
    select
        mention.brand_id,
        mention.author_key,
        mention.role,
        class.author_class = 'consumer' as is_consumer,
        mention.day_no >= params.week_start_day as is_this_week,
        mention.day_no < params.week_start_day and mention.day_no >= params.week_start_day - 7 as is_week_before,
        mention.is_inherited,
        mention.is_positive,
        mention.is_negative,
        case when not mention.is_inherited then seen.likes_count end as likes_count,
        case when not mention.is_inherited then seen.replies_count end as replies_count
    from int_mentions as mention
    join params on mention.day_no >= params.week_start_day - 21 and mention.day_no < params.week_start_day + 7
    left join int_author_class as class on class.author_key = mention.author_key
    left join stg_observations as seen on seen.post_key = mention.post_key
)

select
    brand.brand_id,
    brand.role,
    brand.category,
    cast(count(case when is_this_week then 1 end) as bigint) as mentions_count,
    cast(count(case when is_this_week and not is_inherited then 1 end) as bigint) as named_mentions_count,
    cast(count(case when is_this_week and is_inherited then 1 end) as bigint) as inherited_mentions_count,
    cast(count(case when is_this_week and recent.role = 'subject' then 1 end) as bigint) as subject_mentions_count,
    cast(count(case when is_this_week and is_positive then 1 end) as bigint) as positive_mentions_count,
    cast(count(case when is_this_week and is_negative then 1 end) as bigint) as negative_mentions_count,
    cast(count(case when is_this_week and not is_positive and not is_negative then 1 end) as bigint) as neutral_mentions_count,
    cast(count(distinct case when is_this_week then author_key end) as bigint) as authors_count,
    cast(count(distinct case when is_this_week and not is_inherited then author_key end) as bigint) as authors_named_count,
    cast(count(distinct case when is_this_week and is_consumer then author_key end) as bigint) as consumer_authors_count,
    cast(count(distinct case when is_this_week and is_consumer and is_positive then author_key end) as bigint)
    as positive_authors_count,
    cast(sum(case when is_this_week then likes_count end) as bigint) as likes_sum,
    cast(sum(case when is_this_week then replies_count end) as bigint) as replies_sum,
    cast(count(case when is_week_before then 1 end) as bigint) as mentions_prev_week_count,
    cast(count(distinct case when is_week_before then author_key end) as bigint) as authors_prev_week_count,
    cast(count(distinct author_key) as bigint) as authors_4w_count
from ref_brands as brand
left join recent on recent.brand_id = brand.brand_id
group by brand.brand_id, brand.role, brand.category
