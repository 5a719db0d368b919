/*---
about: >-
  Consumers with at least one positive mention of an own brand outside sensitive categories, with the factors of the KOC
  score, not rounded. Detractors of the brand (ranking 8.4) are not here.
grain: [brand_id, author_key]
columns:
  share: { says: "Part of the author's category praise that goes to the brand (ranking 3); null = fewer than 3 brands of the category are watched.", personal: linkable }
  core_score: { says: "rate^alpha x share x pos x rep (ranking 7); an empty share counts as 1.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  not_null: [brand_id, author_key, core_score]
  between: { pos: [0, 1], share: [0, 1], rep: [0, 1] }
---*/
with praised as (
    select
        praise.brand_id,
        praise.author_key,
        praise.category,
        praise.positive_sum,
        praise.negative_sum,
        praise.n_eff,
        praise.mentions_count,
        praise.named_mentions_count,
        praise.inherited_mentions_count,
        praise.positive_mentions_count,
        praise.negative_mentions_count,
        praise.gifted_mentions_count,
        praise.mentions_12w_count,
        praise.weeks_count,
        praise.positive_weeks_count,
        praise.first_day_no,
        praise.last_day_no,
        praise.last_mention_at,
        brand.category_brands >= 3 as has_share,
        totals.is_keyword_only,
        params.brand_prior_mentions * case when totals.is_keyword_only then 2e0 else 1e0 end as share_prior,
        params.positivity_prior_mentions as pos_prior,
        params.activity_exponent
    from int_author_brand as praise
    join ref_brands as brand on brand.brand_id = praise.brand_id
    join int_author_class as class on class.author_key = praise.author_key
    join int_author_totals as totals on totals.author_key = praise.author_key
    cross join params
    where
        brand.role = 'own'
        and not coalesce(brand.is_sensitive, false)
        and class.author_class = 'consumer'
        and praise.positive_mentions_count >= 1
),

factors as (
    select
        praised.brand_id,
        praised.author_key,
        praised.category,
        category.rate_per_year,
        case
            when praised.has_share
                then (praised.positive_sum + praised.share_prior * prior.usual_share)
                    / nullif(category.positive_sum + praised.share_prior, 0e0)
        end as share,
        case when praised.has_share then prior.usual_share end as usual_share,
        (praised.positive_sum + praised.pos_prior * prior.usual_positivity)
        / nullif(praised.positive_sum + praised.negative_sum + praised.pos_prior, 0e0) as pos,
        praised.positive_sum + praised.negative_sum + praised.pos_prior + 1e0 as pos_weight,
        prior.usual_positivity,
        (praised.positive_sum - praised.negative_sum)
        / nullif(praised.positive_sum + praised.negative_sum + praised.pos_prior, 0e0) as net,
        cast(praised.weeks_count as double) / nullif(cast(praised.weeks_count + 1 as double), 0e0) as rep,
        praised.negative_sum,
        praised.n_eff,
        praised.activity_exponent,
        praised.mentions_count,
        praised.named_mentions_count,
        praised.inherited_mentions_count,
        praised.positive_mentions_count,
        praised.negative_mentions_count,
        praised.gifted_mentions_count,
        category.mentions_count as category_mentions_count,
        praised.mentions_12w_count,
        praised.weeks_count,
        praised.positive_weeks_count,
        praised.first_day_no,
        praised.last_day_no,
        praised.is_keyword_only,
        praised.last_mention_at
    from praised
    join int_author_category as category
        on category.author_key = praised.author_key and category.category = praised.category
    join int_brand_priors as prior on prior.brand_id = praised.brand_id
),

bounded as (
    select
        factors.*,
        1.64e0 * sqrt(pos * (1e0 - pos) / nullif(pos_weight, 0e0)) as pos_margin
    from factors
),

scored as (
    select
        bounded.*,
        case when pos - pos_margin < 0e0 then 0e0 else pos - pos_margin end as pos_low,
        case when pos + pos_margin > 1e0 then 1e0 else pos + pos_margin end as pos_high,
        power(rate_per_year, activity_exponent) * coalesce(share, 1e0) * pos * rep as core_score
    from bounded
)

select
    brand_id,
    author_key,
    category,
    rate_per_year,
    share,
    share / nullif(usual_share, 0e0) as share_lift,
    pos,
    pos_low,
    pos_high,
    net,
    rep,
    n_eff,
    core_score,
    activity_exponent,
    mentions_count,
    named_mentions_count,
    inherited_mentions_count,
    positive_mentions_count,
    negative_mentions_count,
    gifted_mentions_count,
    category_mentions_count,
    mentions_12w_count,
    weeks_count,
    first_day_no,
    last_day_no,
    is_keyword_only,
    rate_per_year < 1e0 as is_quiet,
    rate_per_year >= 1e0
    and positive_mentions_count >= 2
    and positive_weeks_count >= 2
    and n_eff >= 1.5e0 as is_eligible,
    last_mention_at
from scored
where not (pos < 0.45e0 and negative_sum > 1e0 and pos_high < usual_positivity)
