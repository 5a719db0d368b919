/*---
about: One row an account and brand seen before the cut, with the plain sums that the spreadsheet methods of ranking 19 order by.
grain: [brand_id, author_key]
columns:
  mentions_count: { says: "All mentions, unweighted, inherited ones too.", personal: linkable }
  recent_positives_count: { says: "Positive mentions of the last 90 days.", personal: linkable }
  net_mean: { says: "Mean of p+ less p-, in [-1, 1].", personal: linkable }
  likes_sum: { says: "Likes of the pair's posts as last seen before the cut, whatever the basis of the moment; null = none shown.", personal: linkable }
  counts_count: { says: "Posts with any count.", personal: linkable }
  observed_counts_count: { says: "Those whose counts were seen at a known moment.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  not_null: [brand_id, author_key, mentions_count, last_day_no]
---*/
select
    mention.brand_id,
    mention.author_key,
    cast(count(*) as bigint) as mentions_count,
    cast(count(case when mention.is_positive then 1 end) as bigint) as positives_count,
    cast(count(case when mention.is_positive and mention.day_no >= params.as_of_day - 90 then 1 end) as bigint)
    as recent_positives_count,
    cast(sum(cast(round((mention.positive_p - mention.negative_p) * 1e9) as bigint)) as double)
    / 1e9 / nullif(cast(count(*) as double), 0e0) as net_mean,
    max(mention.day_no) as last_day_no,
    cast(sum(seen.likes_count) as bigint) as likes_sum,
    cast(count(seen.post_key) as bigint) as counts_count,
    cast(count(case when seen.observed_basis = 'observed' then 1 end) as bigint) as observed_counts_count
from int_mentions as mention
cross join params
left join stg_observations as seen on seen.post_key = mention.post_key
where mention.author_key is not null
group by mention.brand_id, mention.author_key
