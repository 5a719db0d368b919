/*---
about: The numbers 0 to 399, to count days, weeks and months back from as_of where nothing was said in some of them.
grain: [ago]
columns:
  ago: { says: "How many days, or weeks, back.", personal: none }
checks:
  unique: [ago]
---*/
with recursive counted as (
    select cast(0 as bigint) as ago
    union all
    select ago + 1 as ago
    from counted
    where ago < 399
)

select ago
from counted
