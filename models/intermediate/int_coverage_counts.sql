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
    source_id,
    platform,
    kind,
    cast(sum(records_count) as bigint) as records_count,
    cast(sum(records_total_count) as bigint) as records_total_count,
    cast(sum(authors_total_count) as bigint) as authors_total_count,
    cast(sum(undated_total_count) as bigint) as undated_total_count,
    cast(sum(with_brand_total_count) as bigint) as with_brand_total_count,
    cast(sum(assumed_count) as bigint) as assumed_count,
    cast(sum(keyword_only_count) as bigint) as keyword_only_count,
    min(first_day_no) as first_day_no,
    max(last_day_no) as last_day_no,
    bool_or(collects_replies) as collects_replies
from counted
group by source_id, platform, kind
