/*---
about: >-
  Who is what for all brands (ranking 8); the first rule that matches decides, and a decision by hand wins over all. What depends on
  the brand (detractors, KOLs without a preference, decisions for one brand) is in int_pair_class.
grain: [author_key]
columns:
  class_reason: { says: "Rule that decided.", personal: linkable }
checks:
  unique: [author_key]
  not_null: [author_key, author_class, class_reason]
  accepted: { author_class: [official, organisation, media, store, kol, suspect, consumer] }
---*/
with judged as (
    select
        totals.author_key,
        totals.disclosed_share,
        override.author_class as class_by_hand,
        media.author_key is not null as is_media,
        coalesce(cast(account.followers_count as double) >= ceiling.kol_followers, false) as is_followed,
        coalesce(account.has_contact, false) as has_contact,
        coalesce(trust.authenticity_label = 'suspect', false) as is_suspect
    from int_author_totals as totals
    left join stg_authors as account on account.author_key = totals.author_key
    left join int_kol_ceilings as ceiling on ceiling.platform = account.platform
    left join int_class_overrides as override
        on override.author_key = totals.author_key and override.brand_id is null
    left join int_media_accounts as media on media.author_key = totals.author_key
    left join int_author_authenticity as trust on trust.author_key = totals.author_key
    left join int_official_authors as official on official.author_key = totals.author_key
    where official.author_key is null
)

select
    author_key,
    case
        when class_by_hand is not null then class_by_hand
        when is_media then 'media'
        when is_followed or disclosed_share > 0.05e0 or has_contact then 'kol'
        when is_suspect then 'suspect'
        else 'consumer'
    end as author_class,
    case
        when class_by_hand is not null then 'by_hand'
        when is_media then 'many_brands'
        when is_followed then 'followers'
        when disclosed_share > 0.05e0 then 'paid'
        when has_contact then 'contact'
        when is_suspect then 'pattern'
        else 'none'
    end as class_reason
from judged
union all
select
    author_key,
    author_class,
    class_reason
from int_official_authors
