/*---
about: >-
  Tests of ranking 5 that an account does not pass, with what was measured. A flag is evidence of an unusual pattern and no
  verdict; what an account passes has no row.
grain: [author_key, flag]
columns:
  value: { says: "What the test measured, in the unit of the flag.", personal: linkable }
checks:
  unique: [author_key, flag]
  not_null: [author_key, flag, value]
---*/
select
    author_key,
    'copied_text' as flag,
    copied_share as value
from int_authenticity_copied
union all
select
    author_key,
    'ring' as flag,
    cast(max(partners_count) as double) as value
from int_authenticity_rings
group by author_key
union all
select
    author_key,
    'co_engaged' as flag,
    cast(companions_count as double) as value
from int_authenticity_co_engaged
union all
select
    author_key,
    'burst' as flag,
    cast(max(mentions_count) as double) as value
from int_authenticity_bursts
group by author_key
union all
select
    author_key,
    'one_brand_praise' as flag,
    cast(mentions_count as double) as value
from int_authenticity_conduct
where is_one_brand and is_all_praise and is_comparable and not is_keyword_only
union all
select
    author_key,
    'new_account' as flag,
    cast(mentions_count as double) as value
from int_authenticity_newcomers
union all
select
    author_key,
    'rating_deviant' as flag,
    deviation as value
from int_authenticity_reviews
where deviation >= 0.3e0
union all
select
    author_key,
    'unverified' as flag,
    verified_share as value
from int_authenticity_reviews
where marked_count >= 4 and verified_share < 0.1e0
union all
select
    author_key,
    'unmarked_commerce' as flag,
    cast(count(*) as double) as value
from int_authenticity_commerce
group by author_key
