/*---
about: >-
  From how many followers on an account of a platform is a KOL (ranking 8.2): as koc.yaml says for the platform, else the 99th
  percentile where at least 1,000 accounts show theirs (never below 10,000), else as koc.yaml says for all.
grain: [platform]
checks:
  unique: [platform]
  not_null: [platform, kol_followers]
---*/
with ranked as (
    select
        platform,
        followers_count,
        cast(row_number() over (
            partition by platform
            order by followers_count nulls last, author_key nulls last
        ) as bigint) as place,
        cast(count(*) over (partition by platform) as bigint) as places
    from stg_authors
    where followers_count is not null
),

-- Interpolated between the two accounts around 99 % of the way from the smallest to the largest.
around as (
    select
        platform,
        places,
        0.99e0 * cast(places - 1 as double) as way,
        floor(0.99e0 * cast(places - 1 as double)) as below,
        cast(max(case when place = 1 + cast(floor(0.99e0 * cast(places - 1 as double)) as bigint) then followers_count end) as double)
        as followers_below,
        cast(max(case when place = 1 + cast(ceil(0.99e0 * cast(places - 1 as double)) as bigint) then followers_count end) as double)
        as followers_above
    from ranked
    group by platform, places
),

percentiles as (
    select
        platform,
        followers_below + (followers_above - followers_below) * (way - below) as followers
    from around
    where places >= 1000
),

platforms as (
    select platform
    from stg_authors
    group by platform
)

select
    platforms.platform,
    case
        when given.kol_followers is not null then cast(given.kol_followers as double)
        when percentiles.followers < 10000e0 then 10000e0
        when percentiles.followers is not null then percentiles.followers
        else cast(params.kol_followers as double)
    end as kol_followers
from platforms
cross join params
left join percentiles on percentiles.platform = platforms.platform
left join ref_platforms as given on given.platform = platforms.platform
