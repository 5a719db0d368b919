/*---
about: The strongest three factors of a score and the weakest, as codes; the weakest is not repeated among the strongest, and what is unknown is neither.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with parts as (
    select part.brand_id, part.author_key, 'rate' as reason_code, part.contribution_rate as contribution
    from int_candidate_contributions as part
    union all
    select part.brand_id, part.author_key, 'share' as reason_code, part.contribution_share as contribution
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    where candidate.share is not null
    union all
    select part.brand_id, part.author_key, 'pos' as reason_code, part.contribution_pos as contribution
    from int_candidate_contributions as part
    union all
    select part.brand_id, part.author_key, 'rep' as reason_code, part.contribution_rep as contribution
    from int_candidate_contributions as part
    union all
    select part.brand_id, part.author_key, 'auth' as reason_code, part.contribution_auth as contribution
    from int_candidate_contributions as part
    union all
    select part.brand_id, part.author_key, 'circle' as reason_code, part.contribution_circle as contribution
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    where candidate.is_circle_known
    union all
    select part.brand_id, part.author_key, 'engagement' as reason_code, part.contribution_engagement as contribution
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    where candidate.engagement_index is not null
    union all
    select part.brand_id, part.author_key, 'floor' as reason_code, part.contribution_floor as contribution
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    where candidate.is_circle_known
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
