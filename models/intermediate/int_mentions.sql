/*---
about: >-
  One row a record and brand, named or inherited, with the feeling towards that brand. Left out: accounts that are not
  consumers (ranking 8.1), people who asked to be left out, posts by brands, pure reposts, mentions labelled irrelevant,
  and accounts whose words mean something else than the brand, as somebody decided.
grain: [post_key, brand_id]
columns:
  weight: { says: "1; 0.5 if inherited; times 0.3 if gifted (ranking 0).", personal: none }
  positive_p: { says: "In [0, 1]: correction by hand, else rating (to the brand it belongs to), else words about the brand, else words of the whole; 0 if nothing says.", personal: none }
checks:
  unique: [post_key, brand_id]
  not_null: [post_key, brand_id, category, weight, positive_p, negative_p, day_no]
  between: { positive_p: [0, 1], negative_p: [0, 1], weight: [0, 1] }
---*/
with spoken as (
    select
        post.post_key,
        post.author_key,
        post.platform,
        post.kind,
        post.source_id,
        post.coverage_basis,
        post.rating_sign,
        post.has_brand_field,
        official.author_key is not null as is_official,
        post.day_no,
        coalesce(said.is_gifted, false) as is_gifted,
        coalesce(said.is_disclosed, false) as is_disclosed,
        post.week_start,
        post.published_at
    from stg_posts as post
    left join int_disclosures as said on said.post_key = post.post_key
    left join int_refused_authors as refused on refused.author_key = post.author_key
    left join int_official_authors as official on official.author_key = post.author_key
    where
        refused.author_key is null
        and not coalesce(post.is_brand, false)
        and not coalesce(post.is_repost, false)
),

mentioned as (
    select
        named.post_key,
        named.brand_id,
        named.role,
        named.positive_p,
        named.negative_p,
        false as is_inherited,
        named.basis = 'field' as is_rated_brand,
        brands.brands_count = 1 as is_only_brand
    from stg_mentions as named
    join int_post_brands as brands on brands.post_key = named.post_key
    union all
    select
        post_key,
        brand_id,
        'inherited' as role,
        cast(null as double) as positive_p,
        cast(null as double) as negative_p,
        true as is_inherited,
        false as is_rated_brand,
        false as is_only_brand
    from int_inherited_mentions
),

felt as (
    select
        mentioned.post_key,
        mentioned.brand_id,
        brand.category,
        spoken.author_key,
        spoken.platform,
        spoken.kind,
        spoken.source_id,
        spoken.coverage_basis,
        mentioned.role,
        case when mentioned.is_inherited then 0.5e0 else 1e0 end
        * case when spoken.is_gifted then 0.3e0 else 1e0 end as weight,
        case
            when for_brand.post_key is not null then for_brand.positive_p
            when for_all.post_key is not null then for_all.positive_p
            when spoken.rating_sign is not null
                and (mentioned.is_rated_brand or (mentioned.is_only_brand and not spoken.has_brand_field))
                then case when spoken.rating_sign = 1 then 1e0 else 0e0 end
            else coalesce(mentioned.positive_p, words.positive_p, 0e0)
        end as positive_p,
        case
            when for_brand.post_key is not null then for_brand.negative_p
            when for_all.post_key is not null then for_all.negative_p
            when spoken.rating_sign is not null
                and (mentioned.is_rated_brand or (mentioned.is_only_brand and not spoken.has_brand_field))
                then case when spoken.rating_sign = -1 then 1e0 else 0e0 end
            else coalesce(mentioned.negative_p, words.negative_p, 0e0)
        end as negative_p,
        spoken.day_no,
        mentioned.is_inherited,
        spoken.is_disclosed,
        spoken.is_gifted,
        spoken.week_start,
        spoken.published_at
    from mentioned
    join spoken on spoken.post_key = mentioned.post_key
    join ref_brands as brand on brand.brand_id = mentioned.brand_id
    left join int_words as words on words.post_key = mentioned.post_key
    left join int_label_overrides as for_brand
        on for_brand.post_key = mentioned.post_key and for_brand.brand_id = mentioned.brand_id
    left join int_label_overrides as for_all
        on for_all.post_key = mentioned.post_key and for_all.brand_id is null
    left join int_class_overrides as by_hand
        on by_hand.author_key = spoken.author_key and by_hand.brand_id = mentioned.brand_id
    left join int_verdicts as verdict
        on verdict.author_key = spoken.author_key and verdict.brand_id = mentioned.brand_id
    where
        not coalesce(for_brand.is_irrelevant, for_all.is_irrelevant, false)
        and not coalesce(by_hand.is_official, spoken.is_official)
        and coalesce(verdict.verdict, 'none') <> 'wrong_brand'
)

select
    post_key,
    brand_id,
    category,
    author_key,
    platform,
    kind,
    source_id,
    coverage_basis,
    role,
    weight,
    positive_p,
    negative_p,
    day_no,
    is_inherited,
    positive_p >= 0.5e0 and positive_p > negative_p as is_positive,
    negative_p >= 0.5e0 and negative_p > positive_p as is_negative,
    is_disclosed,
    is_gifted,
    week_start,
    published_at
from felt
