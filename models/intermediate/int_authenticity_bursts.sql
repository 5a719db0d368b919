/*---
about: >-
  Spells in which an account names a brand at least 4 times within 6 weeks, with 8 weeks of silence before and after. Both
  silences are past, and inside what the source covers (ranking 5).
grain: [brand_id, author_key, first_day_no]
---*/
with spoken as (
    select
        mention.brand_id,
        mention.author_key,
        mention.post_key,
        mention.source_id,
        mention.day_no,
        cast(count(*) over (partition by mention.brand_id, mention.author_key) as bigint) as mentions_count
    from int_mentions as mention
    join params on mention.day_no >= params.as_of_day - 239
    where mention.author_key is not null and not mention.is_inherited
),

apart as (
    select
        spoken.brand_id,
        spoken.author_key,
        spoken.post_key,
        spoken.source_id,
        spoken.day_no,
        case
            when spoken.day_no - lag(spoken.day_no) over (
                partition by spoken.brand_id, spoken.author_key
                order by spoken.day_no nulls last, spoken.post_key nulls last
            ) <= 56 then 0
            else 1
        end as is_start
    from spoken
    where spoken.mentions_count >= 4
),

numbered as (
    select
        apart.brand_id,
        apart.author_key,
        apart.source_id,
        apart.day_no,
        cast(sum(apart.is_start) over (
            partition by apart.brand_id, apart.author_key
            order by apart.day_no nulls last, apart.post_key nulls last
        ) as bigint) as spell_no
    from apart
),

spells as (
    select
        numbered.brand_id,
        numbered.author_key,
        numbered.spell_no,
        min(numbered.day_no) as first_day_no,
        max(numbered.day_no) as last_day_no,
        cast(count(*) as bigint) as mentions_count,
        max(source.first_day_no) as covered_from_day,
        min(source.last_day_no) as covered_to_day
    from numbered
    join int_authenticity_sources as source on source.source_id = numbered.source_id
    group by numbered.brand_id, numbered.author_key, numbered.spell_no
)

select
    spells.brand_id,
    spells.author_key,
    spells.first_day_no,
    spells.last_day_no,
    spells.mentions_count
from spells
join params
    on spells.first_day_no >= params.as_of_day - 182
    and spells.last_day_no + 56 < params.as_of_day
where
    spells.mentions_count >= 4
    and spells.last_day_no - spells.first_day_no <= 42
    and spells.covered_from_day <= spells.first_day_no - 56
    and spells.covered_to_day >= spells.last_day_no + 56
