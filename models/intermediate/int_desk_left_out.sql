/*---
about: >-
  Accounts left out of an own brand's lists by name, suspects too, with their flags and up to three records that speak for it:
  the evidence of the flags, else the newest mentions of the brand.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with told as (
    select
        brand_id,
        author_key,
        class,
        class_reason,
        mentions_count,
        positive_mentions_count
    from int_left_out
    union all
    select
        brand_id,
        author_key,
        'suspect' as class,
        'patterns' as class_reason,
        mentions_count,
        positive_mentions_count
    from int_suspects
),

people as (
    select author_key
    from told
    group by author_key
),

numbered as (
    select
        raised.author_key,
        raised.flag,
        cast(row_number() over (
            partition by raised.author_key
            order by raised.flag nulls last, raised.author_key nulls last
        ) as bigint) as flag_no
    from people
    join int_authenticity_flags as raised on raised.author_key = people.author_key
),

flagged as (
    select
        author_key,
        cast(count(*) as bigint) as flags_count,
        max(case when flag_no = 1 then flag end)
        || coalesce(max(case when flag_no = 2 then ',' || flag end), '')
        || coalesce(max(case when flag_no = 3 then ',' || flag end), '')
        || coalesce(max(case when flag_no = 4 then ',' || flag end), '')
        || coalesce(max(case when flag_no = 5 then ',' || flag end), '')
        || coalesce(max(case when flag_no = 6 then ',' || flag end), '')
        || coalesce(max(case when flag_no = 7 then ',' || flag end), '')
        || coalesce(max(case when flag_no = 8 then ',' || flag end), '')
        || coalesce(max(case when flag_no = 9 then ',' || flag end), '') as flags
    from numbered
    group by author_key
)

select
    told.brand_id,
    told.author_key,
    told.class,
    told.class_reason,
    flagged.flags,
    shown.evidence_post_key_1,
    shown.evidence_post_key_2,
    shown.evidence_post_key_3,
    coalesce(flagged.flags_count, 0) as flags_count,
    told.mentions_count,
    told.positive_mentions_count,
    account.followers_count
from told
left join flagged on flagged.author_key = told.author_key
left join int_desk_evidence as shown on shown.brand_id = told.brand_id and shown.author_key = told.author_key
left join stg_authors as account on account.author_key = told.author_key
