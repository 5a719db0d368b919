/*---
about: What speaks for each flag of an account whose signals are shown, at most three records or other accounts a flag; other accounts only where they are published too.
grain: [author_key, flag, evidence_no]
checks:
  unique: [author_key, flag, evidence_no]
---*/
with flagged as (
    select
        raised.author_key,
        raised.flag,
        raised.value
    from int_authenticity_shown as shown
    join int_authenticity_flags as raised on raised.author_key = shown.author_key
),

found as (
    select
        flagged.author_key,
        flagged.flag,
        flagged.value,
        copied.post_key,
        copied.partner_key,
        0e0 as weight
    from flagged
    join int_authenticity_copied_posts as copied on copied.author_key = flagged.author_key
    where flagged.flag = 'copied_text'
    union all
    select
        flagged.author_key,
        flagged.flag,
        ring.linked_share as value,
        case when false then '' end as post_key,
        partner.partner_key,
        0e0 as weight
    from flagged
    join int_authenticity_rings as ring on ring.author_key = flagged.author_key
    join int_authenticity_partners as partner
        on partner.brand_id = ring.brand_id and partner.author_key = ring.author_key
    where flagged.flag = 'ring'
    union all
    select
        flagged.author_key,
        flagged.flag,
        cast(pair.items_count as double) as value,
        case when false then '' end as post_key,
        companion.author_key as partner_key,
        cast(pair.items_count as double) as weight
    from flagged
    join int_authenticity_members as own on own.author_key = flagged.author_key
    join int_authenticity_companions as pair on pair.author_no = own.author_no
    join int_authenticity_members as companion on companion.author_no = pair.companion_no
    where flagged.flag = 'co_engaged'
    union all
    select
        flagged.author_key,
        flagged.flag,
        flagged.value,
        mention.post_key,
        case when false then '' end as partner_key,
        cast(mention.day_no as double) as weight
    from flagged
    join int_authenticity_bursts as burst on burst.author_key = flagged.author_key
    join int_mentions as mention
        on mention.author_key = burst.author_key
        and mention.brand_id = burst.brand_id
        and mention.day_no >= burst.first_day_no
        and mention.day_no <= burst.last_day_no
    where flagged.flag = 'burst' and not mention.is_inherited
    union all
    select
        flagged.author_key,
        flagged.flag,
        flagged.value,
        post.post_key,
        case when false then '' end as partner_key,
        cast(post.day_no as double) as weight
    from flagged
    join int_authenticity_posts as post on post.author_key = flagged.author_key
    where flagged.flag in ('one_brand_praise', 'new_account') and post.is_named
    union all
    select
        flagged.author_key,
        flagged.flag,
        abs(post.rating_part - product.usual_rating) as value,
        post.post_key,
        case when false then '' end as partner_key,
        abs(post.rating_part - product.usual_rating) as weight
    from flagged
    join int_authenticity_posts as post on post.author_key = flagged.author_key
    join int_authenticity_products as product
        on product.platform = post.platform and product.product = post.product
    where flagged.flag = 'rating_deviant' and post.rating_part is not null
    union all
    select
        flagged.author_key,
        flagged.flag,
        flagged.value,
        post.post_key,
        case when false then '' end as partner_key,
        cast(post.day_no as double) as weight
    from flagged
    join int_authenticity_posts as post on post.author_key = flagged.author_key
    where flagged.flag = 'unverified' and not post.is_purchase_verified
    union all
    select
        flagged.author_key,
        flagged.flag,
        flagged.value,
        commerce.post_key,
        case when false then '' end as partner_key,
        0e0 as weight
    from flagged
    join int_authenticity_commerce as commerce on commerce.author_key = flagged.author_key
    where flagged.flag = 'unmarked_commerce'
),

-- A record may be found twice, such as for two rings of one account.
single as (
    select
        author_key,
        flag,
        post_key,
        partner_key,
        max(value) as value,
        max(weight) as weight
    from found
    group by author_key, flag, post_key, partner_key
),

ranked as (
    select
        single.*,
        cast(row_number() over (
            partition by author_key, flag
            order by
                cast(round(weight * 1e6) as bigint) desc nulls last,
                post_key nulls last,
                partner_key nulls last
        ) as bigint) as evidence_no
    from single
)

select
    ranked.author_key,
    ranked.flag,
    ranked.post_key,
    known.author_key as partner_author_key,
    ranked.evidence_no,
    ranked.value
from ranked
left join int_authenticity_shown as known on known.author_key = ranked.partner_key and known.is_published
where ranked.evidence_no <= 3
