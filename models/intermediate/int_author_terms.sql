/*---
about: >-
  The 40 words of each printed author that stand in at least two mentions of the own brand, complaints apart, and more often than
  with the brand's consumers of the last 12 weeks. Names of configured brands are no words.
grain: [brand_id, author_key, term]
columns:
  candidate_no: { says: "Place: mentions x ln(share of the author's mentions, complaints apart, over the usual share).", personal: linkable }
checks:
  unique: [brand_id, author_key, term]
---*/
with compared as (
    select
        used.brand_id,
        used.author_key,
        used.term,
        used.mentions_count,
        cast(used.mentions_count as double) * ln(
            (cast(used.mentions_count as double) / nullif(cast(pair.mentions_count - pair.negative_mentions_count as double), 0e0))
            / nullif(
                (cast(coalesce(usual.mentions_count, 0) as double) + 1e0)
                / nullif(cast(coalesce(voices.mentions_count, 0) as double) + 1e0, 0e0), 0e0
            )
        ) as weight
    from int_author_used_terms as used
    join int_author_brand as pair on pair.brand_id = used.brand_id and pair.author_key = used.author_key
    left join int_brand_voices as voices on voices.brand_id = used.brand_id
    left join int_brand_terms as usual on usual.brand_id = used.brand_id and usual.term = used.term
),

-- Asked of each word once, since every name has to be held against it.
spoken as (
    select term
    from int_author_used_terms
    group by term
),

named as (
    select spoken.term
    from spoken
    join ref_brand_names as brand
        on case
            when brand.is_spaced
                then position(' ' || brand.term || ' ' in ' ' || spoken.term || ' ') > 0
                or position(' ' || spoken.term || ' ' in ' ' || brand.term || ' ') > 0
            else position(brand.term in spoken.term) > 0 or position(spoken.term in brand.term) > 0
        end
    group by spoken.term
),

ordered as (
    select
        compared.brand_id,
        compared.author_key,
        compared.term,
        compared.mentions_count,
        cast(row_number() over (
            partition by compared.brand_id, compared.author_key
            order by
                cast(round(compared.weight * 1e6) as bigint) desc nulls last,
                compared.mentions_count desc nulls last,
                compared.term nulls last,
                compared.brand_id nulls last
        ) as bigint) as candidate_no
    from compared
    left join named on named.term = compared.term
    where compared.weight > 0e0 and named.term is null
)

select
    brand_id,
    author_key,
    term,
    mentions_count,
    candidate_no
from ordered
where candidate_no <= 40
