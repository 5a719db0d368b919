/*---
about: The strongest three factors of a score and the weakest, as codes; the weakest is not repeated among the strongest, and an unknown share is neither.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with parts as (
    select brand_id, author_key, 'rate' as reason_code, contribution_rate as contribution
    from int_candidate_contributions
    union all
    select brand_id, author_key, 'share' as reason_code, contribution_share as contribution
    from int_candidate_contributions
    where has_share
    union all
    select brand_id, author_key, 'pos' as reason_code, contribution_pos as contribution
    from int_candidate_contributions
    union all
    select brand_id, author_key, 'rep' as reason_code, contribution_rep as contribution
    from int_candidate_contributions
),

ranked as (
    select
        brand_id,
        author_key,
        reason_code,
        cast(row_number() over (
            partition by brand_id, author_key
            order by cast(round(contribution * 1e6) as bigint) desc nulls last, reason_code nulls last
        ) as bigint) as reason_no,
        cast(count(*) over (partition by brand_id, author_key) as bigint) as reasons_count
    from parts
    where contribution is not null
)

select
    brand_id,
    author_key,
    max(case when reason_no = 1 and reason_no < reasons_count then reason_code end) as reason_1,
    max(case when reason_no = 2 and reason_no < reasons_count then reason_code end) as reason_2,
    max(case when reason_no = 3 and reason_no < reasons_count then reason_code end) as reason_3,
    max(case when reason_no = reasons_count then reason_code end) as reason_weakest
from ranked
group by brand_id, author_key
