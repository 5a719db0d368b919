/*---
about: Pairs of accounts that met within 7 days at 3 or more items (ranking 5); each pair stands in both directions.
grain: [author_no, companion_no]
---*/
select
    own.author_no,
    theirs.author_no as companion_no,
    cast(count(*) as bigint) as items_count
from int_authenticity_items as own
join int_authenticity_items as theirs on theirs.item_no = own.item_no
where
    theirs.author_no <> own.author_no
    and theirs.day_no - own.day_no <= 7
    and own.day_no - theirs.day_no <= 7
group by own.author_no, theirs.author_no
having cast(count(*) as bigint) >= 3
