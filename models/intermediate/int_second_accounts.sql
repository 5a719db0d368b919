/*---
about: >-
  Accounts that would be candidates of an own brand but for a better account of the same person: one person stands once on a
  list, with what that account said. Evidence of several accounts is not added up.
grain: [brand_id, author_key]
columns:
  main_author_key: { says: "Account of the person that stands for it.", personal: linkable }
checks:
  unique: [brand_id, author_key]
---*/
with ranked as (
    select
        score.brand_id,
        score.author_key,
        person.person_key,
        cast(row_number() over (
            partition by score.brand_id, person.person_key
            order by
                cast(round(score.koc_score * 1e6) as bigint) desc nulls last,
                score.mentions_count desc nulls last,
                score.author_key nulls last
        ) as bigint) as account_no
    from int_persons as person
    join int_pair_scores as score on score.author_key = person.author_key
    join ref_brands as brand on brand.brand_id = score.brand_id
    left join int_verdicts as verdict
        on verdict.brand_id = score.brand_id and verdict.author_key = score.author_key
    where
        brand.role = 'own'
        and score.gate = 1e0
        and score.positive_mentions_count >= 1
        and coalesce(verdict.verdict, 'none') <> 'rejected'
),

named as (
    select
        ranked.*,
        max(case when account_no = 1 then author_key end) over (partition by brand_id, person_key) as main_author_key
    from ranked
)

select
    brand_id,
    author_key,
    main_author_key
from named
where account_no > 1
