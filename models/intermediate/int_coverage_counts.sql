/*---
about: How many records of each source, platform and kind the models have seen before as_of, the undated ones too.
grain: [source_id, platform, kind]
checks:
  unique: [source_id, platform, kind]
---*/
with dated as (
    select
        post.source_id,
        post.platform,
        post.kind,
        cast(count(case
            when post.day_no >= params.week_start_day and post.day_no < params.week_start_day + 7 then 1
        end) as bigint) as records_count,
        cast(count(*) as bigint) as records_total_count,
        cast(count(distinct post.author_key) as bigint) as authors_total_count,
        cast(0 as bigint) as undated_total_count,
        cast(count(named.post_key) as bigint) as with_brand_total_count,
        cast(count(case when post.observed_basis = 'assumed' then 1 end) as bigint) as assumed_count,
        cast(count(case when post.coverage_basis = 'keyword_only' then 1 end) as bigint) as keyword_only_count,
        min(post.day_no) as first_day_no,
        max(post.day_no) as last_day_no,
        bool_or(coalesce(post.collects_replies, false)) as collects_replies
    from stg_posts as post
    cross join params
    left join int_post_brands as named on named.post_key = post.post_key
    group by post.source_id, post.platform, post.kind
),

undated as (
    select
        source_id,
        platform,
        kind,
        cast(0 as bigint) as records_count,
        cast(0 as bigint) as records_total_count,
        cast(0 as bigint) as authors_total_count,
        cast(count(*) as bigint) as undated_total_count,
        cast(0 as bigint) as with_brand_total_count,
        cast(0 as bigint) as assumed_count,
        cast(0 as bigint) as keyword_only_count,
        cast(null as bigint) as first_day_no,
        cast(null as bigint) as last_day_no,
        false as collects_replies
    from stg_posts_undated
    group by source_id, platform, kind
),

counted as (
    select *
    from dated
    union all
    select *
    from undated
)

select
    counted.source_id,
    counted.platform,
    counted.kind,
    cast(sum(counted.records_count) as bigint) as records_count,
    cast(sum(counted.records_total_count) as bigint) as records_total_count,
    cast(sum(counted.authors_total_count) as bigint) as authors_total_count,
    cast(sum(counted.undated_total_count) as bigint) as undated_total_count,
    cast(sum(counted.with_brand_total_count) as bigint) as with_brand_total_count,
    cast(sum(counted.assumed_count) as bigint) as assumed_count,
    cast(sum(counted.keyword_only_count) as bigint) as keyword_only_count,
    min(counted.first_day_no) as first_day_no,
    max(counted.last_day_no) as last_day_no,
    bool_or(counted.collects_replies) as collects_replies,
    bool_or(fitted.source_id is not null) as is_calibrated
from counted
left join ref_calibrations as fitted on fitted.source_id = counted.source_id
group by counted.source_id, counted.platform, counted.kind
