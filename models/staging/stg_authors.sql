/*---
about: What was last known of an account before as_of, attribute by attribute. An account of which nothing is known has no row.
grain: [author_key]
columns:
  account_kind: { says: "person, organisation, media or store; null = never said.", personal: linkable }
  followers_count: { says: "Accounts; null = never shown.", personal: linkable }
checks:
  unique: [author_key]
---*/
with sightings as (
    select
        author.author_key,
        author.platform,
        author.account_kind,
        author.followers_count,
        author.followers_is_floor,
        author.is_verified,
        author.has_contact,
        author.observed_at,
        author.fetched_at,
        author.version_key,
        author.source_id
    from lake_authors as author
    join params on author.observed_day_no < params.as_of_day
),

-- One branch an attribute, so that only sightings that show it are sorted. One record may show an account twice, and
-- differently: then the value itself decides.
told as (
    select
        author_key,
        platform,
        account_kind,
        cast(null as bigint) as followers_count,
        cast(null as boolean) as followers_is_floor,
        cast(null as boolean) as is_verified,
        cast(null as boolean) as has_contact,
        cast(row_number() over (
            partition by author_key
            order by
                observed_at desc nulls last,
                fetched_at desc nulls last,
                version_key desc nulls last,
                account_kind desc nulls last,
                source_id desc nulls last
        ) as bigint) as sighting_no
    from sightings
    where account_kind is not null
    union all
    select
        author_key,
        platform,
        case when false then '' end as account_kind,
        followers_count,
        followers_is_floor,
        cast(null as boolean) as is_verified,
        cast(null as boolean) as has_contact,
        cast(row_number() over (
            partition by author_key
            order by
                observed_at desc nulls last,
                fetched_at desc nulls last,
                version_key desc nulls last,
                followers_count desc nulls last,
                followers_is_floor desc nulls last,
                source_id desc nulls last
        ) as bigint) as sighting_no
    from sightings
    where followers_count is not null
    union all
    select
        author_key,
        platform,
        case when false then '' end as account_kind,
        cast(null as bigint) as followers_count,
        cast(null as boolean) as followers_is_floor,
        is_verified,
        cast(null as boolean) as has_contact,
        cast(row_number() over (
            partition by author_key
            order by
                observed_at desc nulls last,
                fetched_at desc nulls last,
                version_key desc nulls last,
                is_verified desc nulls last,
                source_id desc nulls last
        ) as bigint) as sighting_no
    from sightings
    where is_verified is not null
    union all
    select
        author_key,
        platform,
        case when false then '' end as account_kind,
        cast(null as bigint) as followers_count,
        cast(null as boolean) as followers_is_floor,
        cast(null as boolean) as is_verified,
        has_contact,
        cast(row_number() over (
            partition by author_key
            order by
                observed_at desc nulls last,
                fetched_at desc nulls last,
                version_key desc nulls last,
                has_contact desc nulls last,
                source_id desc nulls last
        ) as bigint) as sighting_no
    from sightings
    where has_contact is not null
)

select
    author_key,
    max(platform) as platform,
    max(account_kind) as account_kind,
    max(followers_count) as followers_count,
    bool_or(followers_is_floor) as followers_is_floor,
    bool_or(is_verified) as is_verified,
    bool_or(has_contact) as has_contact
from told
where sighting_no = 1
group by author_key
