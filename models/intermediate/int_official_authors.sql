/*---
about: Accounts that do not speak as consumers (ranking 8.1), by configured handles, by what the source says of a post, by badge, or by hand.
grain: [author_key]
checks:
  unique: [author_key]
  accepted: { author_class: [official, organisation, media, store] }
---*/
with claims as (
    select
        account_key as author_key,
        'official' as claim
    from ref_official_accounts
    union all
    select
        names.author_key,
        'official' as claim
    from stg_author_names as names
    join ref_official_accounts as handle on handle.account_key = names.name_key
    union all
    select
        author_key,
        'official' as claim
    from stg_posts
    where is_brand and author_key is not null
    union all
    select
        author_key,
        account_kind as claim
    from stg_authors
    where account_kind in ('organisation', 'media', 'store')
),

claimed as (
    select
        author_key,
        bool_or(claim = 'official') as is_official,
        max(case when claim <> 'official' then claim end) as account_kind
    from claims
    group by author_key
),

by_rules as (
    select
        claimed.author_key,
        case when claimed.is_official then 'official' else claimed.account_kind end as author_class
    from claimed
    left join int_class_overrides as override on override.author_key = claimed.author_key
    where override.author_key is null
),

by_hand as (
    select
        author_key,
        author_class
    from int_class_overrides
    where author_class in ('official', 'organisation', 'media', 'store')
)

select
    author_key,
    author_class
from by_rules
union all
select
    author_key,
    author_class
from by_hand
