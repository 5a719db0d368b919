/*---
about: >-
  The strongest three factors of a score and the weakest, as codes; the weakest is not repeated among the strongest, what is
  unknown is neither, and what leaves nothing to be wished (no suspicion, an answer by a stranger) is never the weakest.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with parts as (
    select part.brand_id, part.author_key, 'rate' as reason_code, part.contribution_rate as contribution, false as is_full
    from int_candidate_contributions as part
    union all
    select part.brand_id, part.author_key, 'share' as reason_code, part.contribution_share as contribution, false as is_full
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    where candidate.share is not null
    union all
    select part.brand_id, part.author_key, 'pos' as reason_code, part.contribution_pos as contribution, false as is_full
    from int_candidate_contributions as part
    union all
    select part.brand_id, part.author_key, 'rep' as reason_code, part.contribution_rep as contribution, false as is_full
    from int_candidate_contributions as part
    union all
    select part.brand_id, part.author_key, 'auth' as reason_code, part.contribution_auth as contribution, candidate.auth >= 0.9e0 as is_full
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    union all
    select part.brand_id, part.author_key, 'circle' as reason_code, part.contribution_circle as contribution, false as is_full
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    where candidate.is_circle_known
    union all
    select part.brand_id, part.author_key, 'engagement' as reason_code, part.contribution_engagement as contribution, false as is_full
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    where candidate.engagement_index is not null
    union all
    select part.brand_id, part.author_key, 'floor' as reason_code, part.contribution_floor as contribution, candidate.floor_factor >= 1e0 as is_full
    from int_candidate_contributions as part
    join int_candidates as candidate on candidate.brand_id = part.brand_id and candidate.author_key = part.author_key
    where candidate.is_circle_known
),

weighed as (
    select
        brand_id,
        author_key,
        reason_code,
        contribution,
        is_full,
        cast(row_number() over (
            partition by brand_id, author_key
            order by
                case when is_full then 1 else 0 end nulls last,
                cast(round(contribution * 1e6) as bigint) nulls last,
                reason_code desc nulls last
        ) as bigint) as weakness_no
    from parts
    where contribution is not null
),

ranked as (
    select
        weighed.*,
        cast(row_number() over (
            partition by brand_id, author_key
            order by
                case when weakness_no = 1 and not is_full then 1 else 0 end nulls last,
                cast(round(contribution * 1e6) as bigint) desc nulls last,
                reason_code nulls last
        ) as bigint) as reason_no
    from weighed
)

select
    brand_id,
    author_key,
    max(case when reason_no = 1 then reason_code end) as reason_1,
    max(case when reason_no = 2 then reason_code end) as reason_2,
    max(case when reason_no = 3 then reason_code end) as reason_3,
    max(case when weakness_no = 1 and not is_full then reason_code end) as reason_weakest
from ranked
group by brand_id, author_key
