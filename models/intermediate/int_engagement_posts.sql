/*---
about: >-
  I of ranking 1 for every post that shows all the counts which its source shows for such posts; a post that lacks one has no
  row, and a missing count is never taken for 0.
grain: [post_key]
columns:
  engagement: { says: "ln(1 + likes + 2 saves + 3 replies + 3 shares); saves weigh 3 where people search the platform.", personal: linkable }
  product: { says: "Of reviews only: what they are compared by.", personal: none }
checks:
  unique: [post_key]
  not_null: [post_key, engagement]
---*/
with weighed as (
    select
        counted.post_key,
        counted.author_key,
        counted.platform,
        counted.format,
        counted.followers_tier,
        counted.age_bucket,
        case when counted.is_review then counted.product end as product,
        case when shown.has_likes then counted.likes_count else 0 end
        + case
            when not shown.has_saves then 0
            when coalesce(searched.is_searched, false) then 3 * counted.saves_count
            else 2 * counted.saves_count
        end
        + case when shown.has_replies then 3 * counted.replies_count else 0 end
        + case when shown.has_shares then 3 * counted.shares_count else 0 end as reactions,
        counted.is_review,
        counted.is_organic
    from int_engagement_counts as counted
    join int_engagement_shown as shown
        on shown.source_id = counted.source_id
        and shown.kind = counted.kind
        and shown.format = counted.format
    left join ref_platforms as searched on searched.platform = counted.platform
    where shown.has_likes or shown.has_saves or shown.has_replies or shown.has_shares
)

select
    post_key,
    author_key,
    platform,
    format,
    followers_tier,
    age_bucket,
    product,
    ln(1e0 + cast(reactions as double)) as engagement,
    is_review,
    is_organic
from weighed
where reactions is not null
