/*---
about: >-
  Who has spoken of an own brand and is no candidate by class (gate 0), with the numbers of the rule that decided: praise or
  complaints of KOLs, media and detractors, and whatever official accounts say; and consumers whom somebody set aside by hand
  (rejected, wrong_brand) or who stand there with another account (same_person). Suspects are counted elsewhere and not here.
grain: [brand_id, author_key]
columns:
  decided_at: { says: "UTC moment of the decision by hand; null = by rule.", personal: linkable }
checks:
  unique: [brand_id, author_key]
---*/
with official_mentions as (
    select
        named.brand_id,
        post.author_key,
        cast(count(*) as bigint) as mentions_count
    from int_official_authors as official
    join stg_posts as post on post.author_key = official.author_key
    join stg_mentions as named on named.post_key = post.post_key
    group by named.brand_id, post.author_key
),

spoken as (
    select
        score.brand_id,
        score.author_key,
        score.class,
        score.class_reason,
        score.pos,
        score.usual_positivity,
        score.lift,
        score.mentions_count,
        score.positive_mentions_count
    from int_pair_scores as score
    where
        score.gate = 0e0
        and score.class <> 'suspect'
        and (score.positive_mentions_count >= 1 or score.class = 'detractor')
    union all
    select
        mention.brand_id,
        mention.author_key,
        official.author_class as class,
        official.class_reason,
        cast(null as double) as pos,
        cast(null as double) as usual_positivity,
        cast(null as double) as lift,
        mention.mentions_count,
        cast(null as bigint) as positive_mentions_count
    from official_mentions as mention
    join int_official_authors as official on official.author_key = mention.author_key
    left join int_pair_scores as score
        on score.brand_id = mention.brand_id and score.author_key = mention.author_key
    where score.author_key is null
    union all
    select
        score.brand_id,
        score.author_key,
        score.class,
        coalesce(verdict.verdict, 'same_person') as class_reason,
        score.pos,
        score.usual_positivity,
        score.lift,
        score.mentions_count,
        score.positive_mentions_count
    from int_pair_scores as score
    left join int_verdicts as verdict
        on verdict.brand_id = score.brand_id
        and verdict.author_key = score.author_key
        and verdict.verdict = 'rejected'
    left join int_second_accounts as second
        on second.brand_id = score.brand_id and second.author_key = score.author_key
    where
        score.gate = 1e0
        and score.positive_mentions_count >= 1
        and (verdict.author_key is not null or second.author_key is not null)
    union all
    select
        mistaken.brand_id,
        mistaken.author_key,
        'consumer' as class,
        'wrong_brand' as class_reason,
        cast(null as double) as pos,
        cast(null as double) as usual_positivity,
        cast(null as double) as lift,
        cast(count(*) as bigint) as mentions_count,
        cast(null as bigint) as positive_mentions_count
    from int_verdicts as mistaken
    join stg_posts as post on post.author_key = mistaken.author_key
    join stg_mentions as named on named.post_key = post.post_key and named.brand_id = mistaken.brand_id
    left join int_official_authors as official on official.author_key = mistaken.author_key
    where mistaken.verdict = 'wrong_brand' and official.author_key is null
    group by mistaken.brand_id, mistaken.author_key
)

select
    spoken.brand_id,
    spoken.author_key,
    spoken.class,
    spoken.class_reason,
    spoken.pos,
    spoken.usual_positivity,
    spoken.lift,
    totals.disclosed_share,
    account.followers_count,
    totals.brands_count,
    spoken.mentions_count,
    spoken.positive_mentions_count,
    case
        when spoken.class_reason = 'by_hand' then coalesce(for_brand.decided_at, for_all.decided_at)
        when spoken.class_reason in ('rejected', 'wrong_brand') then verdict.decided_at
    end as decided_at
from spoken
join ref_brands as brand on brand.brand_id = spoken.brand_id
left join int_refused_authors as refused on refused.author_key = spoken.author_key
left join int_author_totals as totals on totals.author_key = spoken.author_key
left join stg_authors as account on account.author_key = spoken.author_key
left join int_class_overrides as for_brand
    on for_brand.author_key = spoken.author_key and for_brand.brand_id = spoken.brand_id
left join int_class_overrides as for_all
    on for_all.author_key = spoken.author_key and for_all.brand_id is null
left join int_verdicts as verdict
    on verdict.author_key = spoken.author_key and verdict.brand_id = spoken.brand_id
where brand.role = 'own' and not coalesce(brand.is_sensitive, false) and refused.author_key is null
