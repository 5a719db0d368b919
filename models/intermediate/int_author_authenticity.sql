/*---
about: >-
  How little speaks for paid, planted, template or ring behaviour of an account (ranking 5): one row an account with at least
  one mention. Weights are logit units; burst, one brand and new account together weigh at most 2. What people decided wins.
grain: [author_key]
columns:
  p_inauthentic: { says: "1 / (1 + e^-z), z = -3 plus the weights of the flags; 0.047 where nothing is unusual.", personal: linkable }
  auth: { says: "1 - p_inauthentic.", personal: linkable }
  authenticity_label: { says: "trusted (auth of at least 0.9), normal, suspect (under 0.5).", personal: linkable }
  flags_count: { says: "Tests that the account does not pass, of 9.", personal: linkable }
  copied_share: { says: "Part of its mentions that stand under other accounts too; null = at most a fifth.", personal: linkable }
  override: { says: "trusted, normal, suspect or confirmed, as somebody decided; null = nobody did.", personal: linkable }
checks:
  unique: [author_key]
  not_null: [author_key, p_inauthentic, auth, authenticity_label, flags_count, is_copied_text, is_ring, is_co_engaged, is_burst, is_one_brand_praise, is_new_account, is_rating_deviant, is_unverified, is_unmarked_commerce, has_people_match, is_confirmed, is_mostly_verified]
  accepted: { authenticity_label: [trusted, normal, suspect] }
  between: { auth: [0, 1], p_inauthentic: [0, 1], flags_count: [0, 9] }
---*/
with authors as (
    select author_key
    from int_mentions
    where author_key is not null
    group by author_key
),

raised as (
    select
        author_key,
        cast(count(*) as bigint) as flags_count,
        max(case when flag = 'copied_text' then value end) as copied_share,
        bool_or(flag = 'copied_text') as is_copied_text,
        bool_or(flag = 'ring') as is_ring,
        bool_or(flag = 'co_engaged') as is_co_engaged,
        bool_or(flag = 'burst') as is_burst,
        bool_or(flag = 'one_brand_praise') as is_one_brand_praise,
        bool_or(flag = 'new_account') as is_new_account,
        bool_or(flag = 'rating_deviant') as is_rating_deviant,
        bool_or(flag = 'unverified') as is_unverified,
        bool_or(flag = 'unmarked_commerce') as is_unmarked_commerce
    from int_authenticity_flags
    group by author_key
),

known as (
    select
        authors.author_key,
        coalesce(raised.flags_count, 0) as flags_count,
        raised.copied_share,
        coalesce(raised.is_copied_text, false) as is_copied_text,
        coalesce(raised.is_ring, false) as is_ring,
        coalesce(raised.is_co_engaged, false) as is_co_engaged,
        coalesce(raised.is_burst, false) as is_burst,
        coalesce(raised.is_one_brand_praise, false) as is_one_brand_praise,
        coalesce(raised.is_new_account, false) as is_new_account,
        coalesce(raised.is_rating_deviant, false) as is_rating_deviant,
        coalesce(raised.is_unverified, false) as is_unverified,
        coalesce(raised.is_unmarked_commerce, false) as is_unmarked_commerce,
        coalesce(people.is_customer, false) as has_people_match,
        coalesce(override.override = 'confirmed', false) as is_confirmed,
        coalesce(reviews.verified_share > 0.5e0, false) as is_mostly_verified,
        override.override
    from authors
    left join raised on raised.author_key = authors.author_key
    left join int_people as people on people.author_key = authors.author_key
    left join int_authenticity_reviews as reviews on reviews.author_key = authors.author_key
    left join int_authenticity_overrides as override on override.author_key = authors.author_key
),

soft as (
    select
        known.*,
        case when is_burst then 1.0e0 else 0e0 end
        + case when is_one_brand_praise then 1.2e0 else 0e0 end
        + case when is_new_account then 1.0e0 else 0e0 end as soft_weight
    from known
),

weighed as (
    select
        soft.*,
        -3e0
        + case when is_copied_text then 3.5e0 else 0e0 end
        + case when is_ring then 3.5e0 else 0e0 end
        + case when is_co_engaged then 3.0e0 else 0e0 end
        + case when soft_weight > 2e0 then 2e0 else soft_weight end
        + case when is_rating_deviant then 0.8e0 else 0e0 end
        + case when is_unverified then 1.0e0 else 0e0 end
        + case when is_unmarked_commerce then 2.0e0 else 0e0 end
        - case when has_people_match then 2e0 else 0e0 end
        - case when is_confirmed then 3e0 else 0e0 end
        - case when is_mostly_verified then 0.5e0 else 0e0 end as evidence
    from soft
),

-- A word by hand moves the evidence just as far as its label reaches.
decided as (
    select
        weighed.*,
        case
            when override = 'trusted' and evidence > -3e0 then -3e0
            when override = 'normal' and evidence > 0e0 then 0e0
            when override = 'normal' and evidence < -2e0 then -2e0
            when override = 'suspect' and evidence < 1e0 then 1e0
            else evidence
        end as z
    from weighed
),

scored as (
    select
        decided.*,
        1e0 / nullif(1e0 + exp(-z), 0e0) as p_inauthentic
    from decided
)

select
    author_key,
    case
        when p_inauthentic > 0.5e0 then 'suspect'
        when 1e0 - p_inauthentic >= 0.9e0 then 'trusted'
        else 'normal'
    end as authenticity_label,
    override,
    p_inauthentic,
    1e0 - p_inauthentic as auth,
    copied_share,
    flags_count,
    is_copied_text,
    is_ring,
    is_co_engaged,
    is_burst,
    is_one_brand_praise,
    is_new_account,
    is_rating_deviant,
    is_unverified,
    is_unmarked_commerce,
    has_people_match,
    is_confirmed,
    is_mostly_verified
from scored
