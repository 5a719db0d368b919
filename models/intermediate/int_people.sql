/*---
about: Accounts of the people whom the operator may watch by name, found by id or by a name they were seen under.
grain: [author_key]
columns:
  is_customer: { says: "Known as a customer or advocate.", personal: linkable }
  is_buyer: { says: "Known to have bought: on the list as a customer, not merely with consent.", personal: linkable }
  is_employee: { says: "Works for a brand: never taken for a customer.", personal: linkable }
checks:
  unique: [author_key]
---*/
with matched as (
    select
        account_key as author_key,
        basis
    from ref_people
    union all
    select
        names.author_key,
        people.basis
    from stg_author_names as names
    join ref_people as people on people.account_key = names.name_key
)

select
    author_key,
    bool_or(basis in ('customer', 'consent')) and not bool_or(basis = 'employee') as is_customer,
    bool_or(basis = 'customer') and not bool_or(basis = 'employee') as is_buyer,
    bool_or(basis = 'employee') as is_employee
from matched
group by author_key
