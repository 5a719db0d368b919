/*---
about: >-
  Words of each printed author in their order, without those that stand for a longer one: a word is left out where a pair that
  holds it has four fifths of its mentions.
grain: [brand_id, author_key, term]
columns:
  term_no: { says: "Place, from 1.", personal: linkable }
checks:
  unique: [brand_id, author_key, term]
---*/
with held as (
    select
        part.brand_id,
        part.author_key,
        part.term
    from int_author_terms as part
    join int_author_terms as whole
        on whole.brand_id = part.brand_id and whole.author_key = part.author_key
    where
        length(whole.term) > length(part.term)
        and position(part.term in whole.term) > 0
        and 5 * whole.mentions_count >= 4 * part.mentions_count
    group by part.brand_id, part.author_key, part.term
)

select
    word.brand_id,
    word.author_key,
    word.term,
    word.mentions_count,
    cast(row_number() over (
        partition by word.brand_id, word.author_key
        order by word.candidate_no nulls last, word.author_key nulls last
    ) as bigint) as term_no
from int_author_terms as word
left join held
    on held.brand_id = word.brand_id and held.author_key = word.author_key and held.term = word.term
where held.term is null
