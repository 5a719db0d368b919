/*---
about: >-
  Places of the eligible candidates of each brand. Who was on the last printed list keeps the place up to 1.2 times its size, and
  one platform gets at most 4 of 10 places while others have candidates; ties go to more weeks, then the newer mention, then the key.
grain: [brand_id, author_key]
columns:
  computed_rank: { says: "Place by score alone.", personal: linkable }
  rank: { says: "Place among the listed, by score; null = not listed.", personal: linkable }
  diversity: { says: "held_back (has the score for a place, but its platform has too many), moved_up (has a place because of that); null = neither.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  accepted: { diversity: [held_back, moved_up] }
---*/
with computed as (
    select
        candidate.brand_id,
        candidate.author_key,
        candidate.category,
        account.platform,
        candidate.koc_score,
        previous.rank as previous_rank,
        cast(row_number() over (
            partition by candidate.brand_id
            order by
                cast(round(candidate.koc_score * 1e6) as bigint) desc nulls last,
                candidate.weeks_count desc nulls last,
                candidate.last_mention_at desc nulls last,
                candidate.author_key nulls last
        ) as bigint) as computed_rank
    from int_candidates as candidate
    join int_candidate_accounts as account
        on account.brand_id = candidate.brand_id and account.author_key = candidate.author_key
    left join int_previous_ranks as previous
        on previous.brand_id = candidate.brand_id and previous.author_key = candidate.author_key
    where candidate.is_eligible
),

preferred as (
    select
        computed.*,
        params.list_size,
        cast(row_number() over (
            partition by computed.brand_id
            order by
                case
                    when computed.previous_rank is not null
                        and cast(computed.computed_rank as double) <= 1.2e0 * cast(params.list_size as double) then 0
                    else 1
                end nulls last,
                computed.computed_rank nulls last,
                computed.author_key nulls last
        ) as bigint) as preference
    from computed
    cross join params
),

by_platform as (
    select
        preferred.*,
        cast(row_number() over (
            partition by brand_id, platform
            order by preference nulls last, author_key nulls last
        ) as bigint) as platform_place
    from preferred
),

filled as (
    select
        by_platform.*,
        cast(row_number() over (
            partition by brand_id
            order by
                case when cast(platform_place as double) <= 0.4e0 * cast(list_size as double) then 0 else 1 end nulls last,
                preference nulls last,
                author_key nulls last
        ) as bigint) <= list_size as is_listed
    from by_platform
),

printed_before as (
    select brand_id
    from int_previous_ranks
    group by brand_id
)

select
    filled.brand_id,
    filled.author_key,
    filled.category,
    filled.koc_score,
    filled.computed_rank,
    case
        when filled.is_listed then cast(row_number() over (
            partition by filled.brand_id, filled.is_listed
            order by filled.computed_rank nulls last, filled.author_key nulls last
        ) as bigint)
    end as rank,
    filled.previous_rank,
    case
        when filled.is_listed and filled.preference > filled.list_size then 'moved_up'
        when not filled.is_listed and filled.preference <= filled.list_size then 'held_back'
    end as diversity,
    filled.is_listed,
    filled.is_listed and printed_before.brand_id is not null and filled.previous_rank is null as is_new
from filled
left join printed_before on printed_before.brand_id = filled.brand_id
