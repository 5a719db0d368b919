/*---
about: >-
  One row a record that says something about what was received for it: the mark of the platform and the words, put together
  here and nowhere else. A mark outweighs words, a declaration a suspicion, and both outweigh a denial. A gift or a sample is
  a gift, not a payment; both can be declared at once.
grain: [post_key]
columns:
  disclosure_state: { says: "declared, suspected or denied (the words say that nothing was received).", personal: none }
  disclosure_kind: { says: "paid, gift, sample, affiliation, commerce or denied.", personal: none }
  disclosure_evidence: { says: "platform flag, or the listed phrase; null = worded freely.", personal: none }
  is_disclosed: { says: "Declared as paid for or written by somebody who belongs to the brand.", personal: none }
  is_gifted: { says: "Declared as a gift or a sample.", personal: none }
checks:
  unique: [post_key]
  not_null: [post_key, disclosure_state, disclosure_kind, is_disclosed, is_gifted]
  accepted: { disclosure_state: [declared, suspected, denied], disclosure_kind: [paid, gift, sample, affiliation, commerce, denied] }
---*/
with said as (
    select
        post.post_key,
        case
            when words.disclosure_state = 'none' then 'denied'
            else words.disclosure_state
        end as disclosure_state,
        words.disclosure_kind,
        words.disclosure_evidence
    from stg_text_features as words
    join stg_posts as post on post.post_key = words.post_key and post.version_key = words.version_key
    where words.disclosure_kind is not null
    union all
    select
        post_key,
        'declared' as disclosure_state,
        'paid' as disclosure_kind,
        'platform flag' as disclosure_evidence
    from stg_posts
    where is_disclosed
    union all
    select
        post_key,
        'declared' as disclosure_state,
        'gift' as disclosure_kind,
        'platform flag' as disclosure_evidence
    from stg_posts
    where is_gifted
),

ordered as (
    select
        post_key,
        disclosure_state,
        disclosure_kind,
        disclosure_evidence,
        cast(row_number() over (
            partition by post_key
            order by
                case disclosure_state when 'declared' then 1 when 'suspected' then 2 else 3 end nulls last,
                case when disclosure_evidence = 'platform flag' then 1 else 2 end nulls last,
                case disclosure_kind when 'paid' then 1 else 2 end nulls last,
                disclosure_kind nulls last,
                disclosure_evidence nulls last,
                post_key nulls last -- what is still level is one version read twice, alike
        ) as bigint) as said_no,
        disclosure_state = 'declared' and disclosure_kind in ('paid', 'affiliation') as is_disclosed,
        disclosure_state = 'declared' and disclosure_kind in ('gift', 'sample') as is_gifted
    from said
)

select
    post_key,
    max(case when said_no = 1 then disclosure_state end) as disclosure_state,
    max(case when said_no = 1 then disclosure_kind end) as disclosure_kind,
    max(case when said_no = 1 then disclosure_evidence end) as disclosure_evidence,
    cast(count(case when is_disclosed then 1 end) as bigint) > 0 as is_disclosed,
    cast(count(case when is_gifted then 1 end) as bigint) > 0 as is_gifted
from ordered
group by post_key
