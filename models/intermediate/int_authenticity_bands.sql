/*---
about: Texts by each of their eight bands, so that similar ones meet.
grain: [band_no, band, text_key]
materialised: view
---*/
select
    cast(0 as bigint) as band_no,
    b0 as band,
    text_key,
    author_key,
    authors_count
from int_authenticity_texts
union all
select
    cast(1 as bigint) as band_no,
    b1 as band,
    text_key,
    author_key,
    authors_count
from int_authenticity_texts
union all
select
    cast(2 as bigint) as band_no,
    b2 as band,
    text_key,
    author_key,
    authors_count
from int_authenticity_texts
union all
select
    cast(3 as bigint) as band_no,
    b3 as band,
    text_key,
    author_key,
    authors_count
from int_authenticity_texts
union all
select
    cast(4 as bigint) as band_no,
    b4 as band,
    text_key,
    author_key,
    authors_count
from int_authenticity_texts
union all
select
    cast(5 as bigint) as band_no,
    b5 as band,
    text_key,
    author_key,
    authors_count
from int_authenticity_texts
union all
select
    cast(6 as bigint) as band_no,
    b6 as band,
    text_key,
    author_key,
    authors_count
from int_authenticity_texts
union all
select
    cast(7 as bigint) as band_no,
    b7 as band,
    text_key,
    author_key,
    authors_count
from int_authenticity_texts
