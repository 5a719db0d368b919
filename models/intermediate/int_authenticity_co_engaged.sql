/*---
about: >-
  Accounts that meet at least 10 companions who each have 10 such companions themselves (ranking 5: core of at least 10). The
  core is peeled five times, which leaves nobody in who has under 10 by then.
grain: [author_key]
checks:
  unique: [author_key]
---*/
with first_peel as (
    select
        author_no,
        companion_no,
        cast(count(*) over (partition by author_no) as bigint) as companions_count,
        cast(count(*) over (partition by companion_no) as bigint) as their_count
    from int_authenticity_companions
),

second_peel as (
    select
        author_no,
        companion_no,
        cast(count(*) over (partition by author_no) as bigint) as companions_count,
        cast(count(*) over (partition by companion_no) as bigint) as their_count
    from first_peel
    where companions_count >= 10 and their_count >= 10
),

third_peel as (
    select
        author_no,
        companion_no,
        cast(count(*) over (partition by author_no) as bigint) as companions_count,
        cast(count(*) over (partition by companion_no) as bigint) as their_count
    from second_peel
    where companions_count >= 10 and their_count >= 10
),

fourth_peel as (
    select
        author_no,
        companion_no,
        cast(count(*) over (partition by author_no) as bigint) as companions_count,
        cast(count(*) over (partition by companion_no) as bigint) as their_count
    from third_peel
    where companions_count >= 10 and their_count >= 10
),

core as (
    select
        author_no,
        max(companions_count) as companions_count
    from fourth_peel
    where companions_count >= 10
    group by author_no
)

select
    names.author_key,
    core.companions_count
from core
join int_authenticity_members as names on names.author_no = core.author_no
