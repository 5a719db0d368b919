/*---
about: Bands that different texts share, with how many accounts wrote them.
grain: [band_no, band]
---*/
select
    band_no,
    band,
    cast(count(distinct author_key) as bigint) as authors_count
from int_authenticity_bands
group by band_no, band
having cast(count(*) as bigint) > 1
