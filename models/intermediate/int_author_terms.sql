/*---
about: >-
  Words that printed people use of their own brand in at least two mentions and more often than the brand's consumers of the
  last 12 weeks do. The brand's own name is no word about it.
grain: [brand_id, author_key, term]
columns:
  term_no: { says: "Place: mentions x ln(share of the author's mentions over the usual share).", personal: linkable }
checks:
  unique: [brand_id, author_key, term]
---*/
with used as (
    select
        mention.brand_id,
        mention.author_key,
        word.term,
        cast(count(distinct mention.post_key) as bigint) as mentions_count
    from int_consumer_mentions as mention
    join stg_keywords as word
        on word.post_key = mention.post_key and word.version_key = mention.version_key
    where mention.is_printed
    group by mention.brand_id, mention.author_key, word.term
),

compared as (
    select
        used.brand_id,
        used.author_key,
        used.term,
        used.mentions_count,
        cast(used.mentions_count as double) * ln(
            (cast(used.mentions_count as double) / nullif(cast(pair.mentions_count as double), 0e0))
            / nullif(
                (cast(coalesce(usual.mentions_count, 0) as double) + 1e0)
                / nullif(cast(coalesce(voices.mentions_count, 0) as double) + 1e0, 0e0), 0e0
            )
        ) as weight
    from used
    join int_author_brand as pair on pair.brand_id = used.brand_id and pair.author_key = used.author_key
    left join int_brand_voices as voices on voices.brand_id = used.brand_id
    left join int_brand_terms as usual on usual.brand_id = used.brand_id and usual.term = used.term
    where used.mentions_count >= 2
)

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
    ) as bigint) as term_no
from compared
left join ref_brand_names as own
    on own.brand_id = compared.brand_id
    and case
        when own.is_spaced
            then position(' ' || own.term || ' ' in ' ' || compared.term || ' ') > 0
            or position(' ' || compared.term || ' ' in ' ' || own.term || ' ') > 0
        else position(own.term in compared.term) > 0 or position(compared.term in own.term) > 0
    end
where compared.weight > 0e0 and own.brand_id is null
