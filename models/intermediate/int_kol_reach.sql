/*---
about: >-
  KOLs who have mentioned an own brand and praised it or one of its competitors, with how far they reach and whom (ranking 8;
  koc.yaml's competitors say which brands are looked at). Apart from every KOC list; nobody who spoke of a tracked brand only.
grain: [brand_id, author_key]
columns:
  reactions_per_post: { says: "Usual weighted reactions a post of the last 26 weeks (geometric, ranking 1); null = no counts shown.", personal: linkable }
  responders_count: { says: "Different people who answered the account in 26 weeks.", personal: linkable }
  overlap_count: { says: "Those of them who are consumers with praise for the brand.", personal: linkable }
checks:
  unique: [brand_id, author_key]
---*/
with own as (
    select
        score.brand_id,
        score.author_key,
        score.class_reason,
        score.pos,
        score.mentions_count,
        score.positive_mentions_count
    from int_pair_scores as score
    join ref_brands as brand on brand.brand_id = score.brand_id
    where
        brand.role = 'own'
        and not coalesce(brand.is_sensitive, false)
        and score.class = 'kol'
        and score.auth >= 0.5e0
        and score.mentions_count >= 1
),

rivals as (
    select
        own.brand_id,
        own.author_key,
        cast(sum(score.mentions_count) as bigint) as mentions_count,
        cast(sum(score.positive_mentions_count) as bigint) as positive_mentions_count
    from own
    join ref_competitors as rival on rival.brand_id = own.brand_id
    join int_pair_scores as score
        on score.brand_id = rival.competitor_id and score.author_key = own.author_key
    group by own.brand_id, own.author_key
),

praise as (
    select
        own.brand_id,
        own.author_key,
        own.class_reason,
        own.pos,
        own.mentions_count,
        coalesce(rivals.mentions_count, 0) as competitor_mentions_count
    from own
    left join rivals on rivals.brand_id = own.brand_id and rivals.author_key = own.author_key
    where own.positive_mentions_count >= 1 or rivals.positive_mentions_count >= 1
),

-- Answers to accounts that are no KOLs are many and not asked for.
kols as (
    select author_key
    from praise
    group by author_key
),

answered as (
    select
        answer.author_key,
        answer.responder_key
    from int_circle_answers as answer
    join kols on kols.author_key = answer.author_key
    group by answer.author_key, answer.responder_key
),

heard as (
    select
        praise.brand_id,
        praise.author_key,
        cast(count(answered.responder_key) as bigint) as responders_count,
        cast(count(candidate.author_key) as bigint) as overlap_count
    from praise
    join answered on answered.author_key = praise.author_key
    left join int_candidates as candidate
        on candidate.brand_id = praise.brand_id and candidate.author_key = answered.responder_key
    group by praise.brand_id, praise.author_key
),

reach as (
    select
        post.author_key,
        cast(sum(cast(round(post.engagement * 1e9) as bigint)) as double) / 1e9
        / nullif(cast(count(*) as double), 0e0) as mean_engagement
    from int_engagement_posts as post
    join kols on kols.author_key = post.author_key
    group by post.author_key
),

joined as (
    select
        praise.brand_id,
        praise.author_key,
        account.platform,
        praise.class_reason,
        praise.pos,
        totals.disclosed_share,
        exp(reach.mean_engagement) - 1e0 as reactions_per_post,
        account.followers_count,
        praise.mentions_count,
        praise.competitor_mentions_count,
        totals.brands_count,
        coalesce(heard.responders_count, 0) as responders_count,
        coalesce(heard.overlap_count, 0) as overlap_count
    from praise
    join int_author_totals as totals on totals.author_key = praise.author_key
    left join stg_authors as account on account.author_key = praise.author_key
    left join reach on reach.author_key = praise.author_key
    left join heard on heard.brand_id = praise.brand_id and heard.author_key = praise.author_key
)

select
    joined.*,
    cast(row_number() over (
        partition by joined.brand_id
        order by
            cast(round(joined.reactions_per_post * 1e6) as bigint) desc nulls last,
            joined.followers_count desc nulls last,
            joined.author_key nulls last
    ) as bigint) as rank
from joined
