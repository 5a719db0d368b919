/*---
about: >-
  The 240 words of each own brand that mark it best off from the others of its category, among those that at least 3 consumers used
  in the last 12 weeks. The brand's own name is no word about it.
grain: [brand_id, term]
columns:
  lift: { says: "Part of the brand's consumers who use the word over the same part of the others', each leaning on the common part with the weight of 10 people; null = nobody speaks of another brand.", personal: none }
  candidate_no: { says: "Place within the brand: ln(lift) in units of its own uncertainty (log odds), then people; people alone where lift is null.", personal: none }
checks:
  unique: [brand_id, term]
---*/
with counted as (
    select
        used.brand_id,
        used.term,
        used.authors_count,
        used.mentions_count,
        used.positive_mentions_count,
        cast(sum(used.authors_count) over (partition by used.category, used.term) as bigint) as category_authors_count,
        voices.authors_count as brand_voices_count,
        voices.category_voices_count
    from int_brand_terms as used
    join (
        select
            brand_id,
            authors_count,
            cast(sum(authors_count) over (partition by category) as bigint) as category_voices_count
        from int_brand_voices
    ) as voices on voices.brand_id = used.brand_id
),

leaning as (
    select
        counted.*,
        10e0 * cast(category_authors_count as double) / nullif(cast(category_voices_count as double), 0e0) as prior,
        cast(category_authors_count - authors_count as double) as other_authors_count,
        cast(category_voices_count - brand_voices_count as double) as other_voices_count
    from counted
),

compared as (
    select
        leaning.*,
        case
            when other_voices_count > 0e0 then
                ((cast(authors_count as double) + prior) / nullif(cast(brand_voices_count as double) + 10e0, 0e0))
                / nullif((other_authors_count + prior) / nullif(other_voices_count + 10e0, 0e0), 0e0)
        end as lift
    from leaning
),

scored as (
    select
        compared.*,
        ln(lift) / nullif(
            sqrt(
                1e0 / nullif(cast(authors_count as double) + prior, 0e0)
                + 1e0 / nullif(other_authors_count + prior, 0e0)
            ), 0e0
        ) as certainty
    from compared
    join ref_brands as brand on brand.brand_id = compared.brand_id
    left join ref_brand_names as own
        on own.brand_id = compared.brand_id
        and case
            when own.is_spaced
                then position(' ' || own.term || ' ' in ' ' || compared.term || ' ') > 0
                or position(' ' || compared.term || ' ' in ' ' || own.term || ' ') > 0
            else position(own.term in compared.term) > 0 or position(compared.term in own.term) > 0
        end
    where brand.role = 'own' and compared.authors_count >= 3 and own.brand_id is null
),

ordered as (
    select
        brand_id,
        term,
        authors_count,
        mentions_count,
        positive_mentions_count,
        lift,
        cast(row_number() over (
            partition by brand_id
            order by
                cast(round(certainty * 1e6) as bigint) desc nulls last,
                authors_count desc nulls last,
                term nulls last,
                brand_id nulls last
        ) as bigint) as candidate_no
    from scored
)

select
    brand_id,
    term,
    authors_count,
    mentions_count,
    positive_mentions_count,
    lift,
    candidate_no
from ordered
where candidate_no <= 240
