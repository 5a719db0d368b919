/*---
about: >-
  Last counts of the posts and reviews of the last 26 weeks, with what engagement is compared by (ranking 1). Answers are not
  here, nor what brands, organisations and people who asked to be left out wrote. In a back-test only counts whose moment was
  observed are here.
grain: [post_key]
columns:
  format: { says: "As the source names it, else the kind of record.", personal: none }
  followers_tier: { says: "Power of ten that the author's followers stay under; unknown = never shown.", personal: linkable }
  age_bucket: { says: "Days between publication and count: 0, 1 to 2, 3 to 6, 7 and more; unknown = the moment of the count is assumed.", personal: none }
  is_organic: { says: "Nothing says that it was paid for or given; only such posts make baselines.", personal: none }
checks:
  unique: [post_key]
  not_null: [post_key, platform, format, followers_tier, age_bucket]
---*/
select
    post.post_key,
    post.author_key,
    post.platform,
    post.source_id,
    post.kind,
    coalesce(post.format, post.kind) as format,
    post.product,
    case
        when account.followers_count is null then 'unknown'
        when account.followers_count < 10 then '10'
        when account.followers_count < 100 then '100'
        when account.followers_count < 1000 then '1000'
        when account.followers_count < 10000 then '10000'
        when account.followers_count < 100000 then '100000'
        when account.followers_count < 1000000 then '1000000'
        else 'more'
    end as followers_tier,
    case
        when seen.observed_basis = 'assumed' then 'unknown'
        when seen.observed_day_no - post.day_no < 1 then 'day 0'
        when seen.observed_day_no - post.day_no < 3 then 'day 1'
        when seen.observed_day_no - post.day_no < 7 then 'day 3'
        else 'day 7'
    end as age_bucket,
    seen.likes_count,
    seen.saves_count,
    seen.replies_count,
    seen.shares_count,
    post.kind = 'review' as is_review,
    not coalesce(said.is_disclosed or said.is_gifted, false) as is_organic
from stg_posts as post
join params on post.day_no >= params.as_of_day - 182
join stg_observations as seen on seen.post_key = post.post_key
left join stg_authors as account on account.author_key = post.author_key
left join int_disclosures as said on said.post_key = post.post_key
left join int_refused_authors as refused on refused.author_key = post.author_key
left join int_official_authors as official on official.author_key = post.author_key
where
    post.kind <> 'comment'
    and refused.author_key is null
    and official.author_key is null
    and not coalesce(post.is_brand, false)
    and not coalesce(post.is_repost, false)
    and not (coalesce(params.is_backtest, false) and seen.observed_basis = 'assumed')
