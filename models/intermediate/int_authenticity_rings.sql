/*---
about: Accounts with at least 4 mutual partners for a brand of whom more than 60 % of pairs are mutual partners of one another (ranking 5).
grain: [brand_id, author_key]
columns:
  linked_share: { says: "Part of the pairs of its partners that are partners of each other, 0 to 1.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  between: { linked_share: [0, 1] }
---*/
with centres as (
    select
        brand_id,
        author_key,
        max(partners_count) as partners_count,
        cast(count(*) as double) as compared_count
    from int_authenticity_partners
    group by brand_id, author_key
    having max(partners_count) >= 4
),

-- A pair may stand in the list of only one of the two where lists were cut: it is counted once, from either.
linked as (
    select
        centres.brand_id,
        centres.author_key,
        case when own.partner_key < far.partner_key then own.partner_key else far.partner_key end as low_key,
        case when own.partner_key < far.partner_key then far.partner_key else own.partner_key end as high_key
    from centres
    join int_authenticity_partners as own
        on own.brand_id = centres.brand_id and own.author_key = centres.author_key
    join int_authenticity_partners as far
        on far.brand_id = own.brand_id and far.author_key = own.partner_key
    join int_authenticity_partners as closing
        on closing.brand_id = own.brand_id
        and closing.author_key = centres.author_key
        and closing.partner_key = far.partner_key
    group by
        centres.brand_id,
        centres.author_key,
        case when own.partner_key < far.partner_key then own.partner_key else far.partner_key end,
        case when own.partner_key < far.partner_key then far.partner_key else own.partner_key end
),

links as (
    select
        brand_id,
        author_key,
        cast(count(*) as double) as links_count
    from linked
    group by brand_id, author_key
),

shared as (
    select
        centres.brand_id,
        centres.author_key,
        centres.partners_count,
        2e0 * links.links_count
        / nullif(centres.compared_count * (centres.compared_count - 1e0), 0e0) as linked_share
    from centres
    join links on links.brand_id = centres.brand_id and links.author_key = centres.author_key
)

select
    brand_id,
    author_key,
    partners_count,
    linked_share
from shared
where linked_share > 0.6e0
