/*---
about: >-
  Accounts whose signals of authenticity are shown by account: those of koc_candidates, the only ones in files, and suspects of
  own brands, for the review desk alone.
grain: [author_key]
columns:
  is_published: { says: "Stands in koc_candidates.", personal: linkable }
checks:
  unique: [author_key]
---*/
with shown as (
    select
        author_key,
        true as is_published
    from int_candidates
    union all
    select
        author_key,
        false as is_published
    from int_suspects
)

select
    author_key,
    bool_or(is_published) as is_published
from shown
group by author_key
