/*---
about: >-
  Words of each own brand in their order, without those that stand for a longer one: a word is left out where a pair that
  holds it has four fifths of its people.
grain: [brand_id, term]
columns:
  keyword_no: { says: "Place within the brand, from 1.", personal: none }
checks:
  unique: [brand_id, term]
---*/
with held as (
    select
        part.brand_id,
        part.term
    from int_keyword_candidates as part
    join int_keyword_candidates as whole on whole.brand_id = part.brand_id
    where
        length(whole.term) > length(part.term)
        and position(part.term in whole.term) > 0
        and 5 * whole.authors_count >= 4 * part.authors_count
    group by part.brand_id, part.term
)

select
    word.brand_id,
    word.term,
    word.authors_count,
    word.mentions_count,
    word.positive_mentions_count,
    word.lift,
    cast(row_number() over (
        partition by word.brand_id
        order by word.candidate_no nulls last, word.brand_id nulls last
    ) as bigint) as keyword_no
from int_keyword_candidates as word
left join held on held.brand_id = word.brand_id and held.term = word.term
where held.term is null
