/*---
about: What the responders of an account and brand add up to; pairs that nobody answered are not here.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with acquainted as (
    select
        responder.brand_id,
        responder.author_key,
        responder.responder_key
    from int_circle_responders as responder
    join int_circle_mutual_ties as own on own.author_key = responder.author_key
    join int_circle_mutual_ties as theirs
        on theirs.author_key = own.partner_key and theirs.partner_key = responder.responder_key
    where responder.is_credible and not responder.is_mutual
    group by responder.brand_id, responder.author_key, responder.responder_key
)

select
    responder.brand_id,
    responder.author_key,
    cast(count(*) as bigint) as responders_count,
    cast(count(case when is_credible then 1 end) as bigint) as credible_responders_count,
    cast(count(case when is_credible and not is_mutual and acquainted.author_key is null then 1 end) as bigint) as credible_strangers_count,
    cast(count(case when days_count >= 2 then 1 end) as bigint) as inner_circle_count,
    cast(count(case when is_new then 1 end) as double)
    / nullif(cast(count(*) as double), 0e0) as reach_new_share,
    cast(sum(cast(round(
        auth * case when is_mutual then 0.5e0 else 1e0 end * case when is_credible then 1e0 else 0.2e0 end * 1e9
    ) as bigint)) as double) / 1e9 as circle
from int_circle_responders as responder
left join acquainted
    on acquainted.brand_id = responder.brand_id
    and acquainted.author_key = responder.author_key
    and acquainted.responder_key = responder.responder_key
group by responder.brand_id, responder.author_key
