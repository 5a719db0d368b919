/*---
about: >-
  Texts that stand under another account too, the same or nearly. What more than 200 accounts write counts only where the
  words themselves name a brand: else it is what a platform fills in by default.
grain: [text_key]
columns:
  partner_key: { says: "One of the other accounts.", personal: linkable }
  is_hot: { says: "Written by more than 200 accounts.", personal: none }
checks:
  unique: [text_key]
---*/
with found as (
    select
        text_key,
        author_key as partner_key,
        last_author_key as other_partner_key,
        authors_count > 200 as is_hot
    from int_authenticity_texts
    where authors_count > 1
    union all
    select
        near.text_key,
        other.author_key as partner_key,
        other.last_author_key as other_partner_key,
        near.is_hot
    from int_authenticity_near_copies as near
    join int_authenticity_texts as other on other.text_key = near.other_text_key
)

select
    text_key,
    min(partner_key) as partner_key,
    max(other_partner_key) as other_partner_key,
    bool_and(is_hot) as is_hot
from found
group by text_key
