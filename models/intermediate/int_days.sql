/*---
about: The numbers 0 to 399, to count days, weeks and months back from as_of where nothing was said in some of them.
grain: [ago]
columns:
  ago: { says: "How many days, or weeks, back.", personal: none }
checks:
  unique: [ago]
---*/
-- Counted in two short rows and not in one long one: each step of a recursion costs a query.
with recursive twenties as (
    select cast(0 as bigint) as twenty
    union all
    select twenty + 1 as twenty
    from twenties
    where twenty < 19
),

ones as (
    select cast(0 as bigint) as one
    union all
    select one + 1 as one
    from ones
    where one < 19
)

select 20 * twenties.twenty + ones.one as ago
from twenties
cross join ones
