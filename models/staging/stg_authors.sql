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
        author.source_id,
        author.account_kind,
        author.version_key,
        author.followers_count,
        author.followers_is_floor,
        author.is_verified,
        author.has_contact,
        author.observed_at,
        author.fetched_at
    from lake_authors as author
    join params on author.observed_day_no < params.as_of_day
    where
        author.account_kind is not null
        or author.followers_count is not null
        or author.is_verified is not null
        or author.has_contact is not null
),

ranked as (
    select
        author_key,
        account_kind,
        followers_count,
        followers_is_floor,
        is_verified,
        has_contact,
        cast(row_number() over (
            partition by author_key
            order by
                case when account_kind is null then 1 else 0 end nulls last,
                observed_at desc nulls last,
                fetched_at desc nulls last,
                version_key desc nulls last,
                source_id desc nulls last
        ) as bigint) as kind_no,
        cast(row_number() over (
            partition by author_key
            order by
                case when followers_count is null then 1 else 0 end nulls last,
                observed_at desc nulls last,
                fetched_at desc nulls last,
                version_key desc nulls last,
                source_id desc nulls last
        ) as bigint) as followers_no,
        cast(row_number() over (
            partition by author_key
            order by
                case when is_verified is null then 1 else 0 end nulls last,
                observed_at desc nulls last,
                fetched_at desc nulls last,
                version_key desc nulls last,
                source_id desc nulls last
        ) as bigint) as verified_no,
        cast(row_number() over (
            partition by author_key
            order by
                case when has_contact is null then 1 else 0 end nulls last,
                observed_at desc nulls last,
                fetched_at desc nulls last,
                version_key desc nulls last,
                source_id desc nulls last
        ) as bigint) as contact_no
    from sightings
)

select
    author_key,
    max(case when kind_no = 1 then account_kind end) as account_kind,
    max(case when followers_no = 1 then followers_count end) as followers_count,
    bool_or(case when followers_no = 1 then followers_is_floor end) as followers_is_floor,
    bool_or(case when verified_no = 1 then is_verified end) as is_verified,
    bool_or(case when contact_no = 1 then has_contact end) as has_contact
from ranked
group by author_key
