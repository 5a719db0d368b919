/*---
about: >-
  Rate, share and positivity of each account and brand at each moment (ranking 2 to 4), own and tracked brands alike. Mentions
  without a known author are not here.
grain: [moment, brand_id, author_key]
columns:
  share: { says: "Part of the account's category praise that goes to the brand, leaning on the usual share; null = fewer than 3 brands of the category are watched.", personal: linkable }
  share_weight: { says: "Praise and prior that the share is made of, in mentions; null as share.", personal: linkable }
  pos_weight: { says: "Praise, blame and prior that pos is made of, in mentions.", personal: linkable }
  expected_uncalibrated: { says: "rate x share x pos x horizon / 365 days; an empty share counts as 1.", personal: linkable }
checks:
  not_null: [moment, brand_id, author_key, rate_per_year, pos]
  between: { pos: [0, 1], share: [0, 1] }
---*/
with weighed as (
    select
        pair.moment,
        pair.brand_id,
        pair.author_key,
        pair.category,
        cast(pair.positive_e9 as double) / 1e9 * pair.slow_growth as positive_sum,
        cast(pair.negative_e9 as double) / 1e9 * pair.slow_growth as negative_sum,
        category.positive_sum as category_positive_sum,
        category.rate_per_year,
        prior.usual_share,
        prior.usual_positivity,
        brand.category_brands >= 3 as has_share,
        params.brand_prior_mentions * case when totals.is_keyword_only then 2e0 else 1e0 end as share_prior,
        params.positivity_prior_mentions as pos_prior,
        cast(params.horizon_weeks as double) * 7e0 / 365e0 as horizon_years
    from int_pair_moments as pair
    cross join params
    join ref_brands as brand on brand.brand_id = pair.brand_id
    join int_author_totals as totals on totals.author_key = pair.author_key
    join int_author_category as category
        on category.author_key = pair.author_key
        and category.category = pair.category
        and category.moment = pair.moment
    join int_brand_priors as prior on prior.brand_id = pair.brand_id and prior.moment = pair.moment
),

shrunk as (
    select
        moment,
        brand_id,
        author_key,
        category,
        positive_sum,
        negative_sum,
        rate_per_year,
        case
            when has_share
                then (positive_sum + share_prior * coalesce(usual_share, 0e0))
                    / nullif(category_positive_sum + share_prior, 0e0)
        end as share,
        case when has_share then usual_share end as usual_share,
        case when has_share then category_positive_sum + share_prior end as share_weight,
        (positive_sum + pos_prior * usual_positivity)
        / nullif(positive_sum + negative_sum + pos_prior, 0e0) as pos,
        (positive_sum - negative_sum) / nullif(positive_sum + negative_sum + pos_prior, 0e0) as net,
        positive_sum + negative_sum + pos_prior as pos_weight,
        usual_positivity,
        horizon_years
    from weighed
)

select
    moment,
    brand_id,
    author_key,
    category,
    positive_sum,
    negative_sum,
    rate_per_year,
    share,
    usual_share,
    share / nullif(usual_share, 0e0) as lift,
    share_weight,
    pos,
    net,
    pos_weight,
    usual_positivity,
    rate_per_year * coalesce(share, 1e0) * pos * horizon_years as expected_uncalibrated
from shrunk
