/*---
about: >-
  Accounts that do not speak as consumers (ranking 8.1): configured handles, employees, what the source says of a post, badges,
  shops that speak of one brand, or by hand. Nothing they say enters a sum.
grain: [author_key]
columns:
  class_reason: { says: "by_hand, handle, employee, brand_posts (the source says that a brand posted), badge or shop.", personal: linkable }
checks:
  unique: [author_key]
  accepted: { author_class: [official, organisation, media, store], class_reason: [by_hand, handle, employee, brand_posts, badge, shop] }
---*/
with claims as (
    select
        account_key as author_key,
        'official' as author_class,
        'handle' as class_reason,
        cast(1 as bigint) as claim_no
    from ref_official_accounts
    union all
    select
        names.author_key,
        'official' as author_class,
        'handle' as class_reason,
        cast(1 as bigint) as claim_no
    from stg_author_names as names
    join ref_official_accounts as handle on handle.account_key = names.name_key
    union all
    select
        author_key,
        'official' as author_class,
        'employee' as class_reason,
        cast(2 as bigint) as claim_no
    from int_people
    where is_employee
    union all
    select
        author_key,
        'official' as author_class,
        'brand_posts' as class_reason,
        cast(3 as bigint) as claim_no
    from stg_posts
    where is_brand and author_key is not null
    union all
    select
        author_key,
        account_kind as author_class,
        'badge' as class_reason,
        cast(4 as bigint) as claim_no
    from stg_authors
    where account_kind in ('organisation', 'media', 'store')
    union all
    select
        author_key,
        'store' as author_class,
        'shop' as class_reason,
        cast(5 as bigint) as claim_no
    from int_selling_accounts
),

ordered as (
    select
        author_key,
        author_class,
        class_reason,
        cast(row_number() over (
            partition by author_key
            order by claim_no nulls last, author_class nulls last, author_key nulls last
        ) as bigint) as place
    from claims
)

select
    ordered.author_key,
    ordered.author_class,
    ordered.class_reason
from ordered
left join int_class_overrides as override
    on override.author_key = ordered.author_key and override.brand_id is null
where ordered.place = 1 and override.author_key is null
union all
select
    author_key,
    author_class,
    'by_hand' as class_reason
from int_class_overrides
where is_official and brand_id is null
