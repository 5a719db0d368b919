/*---
about: Who is what (ranking 8, first form); the first rule that matches decides, and a decision by hand wins over all.
grain: [author_key]
checks:
  unique: [author_key]
  not_null: [author_key, author_class]
  accepted: { author_class: [official, organisation, media, store, kol, consumer] }
---*/
select
    totals.author_key,
    case
        when override.author_key is not null then override.author_class
        when account.followers_count >= params.kol_followers then 'kol'
        when totals.disclosed_share > 0.05e0 then 'kol'
        when account.has_contact then 'kol'
        else 'consumer'
    end as author_class
from int_author_totals as totals
cross join params
left join stg_authors as account on account.author_key = totals.author_key
left join int_class_overrides as override on override.author_key = totals.author_key
union all
select
    author_key,
    author_class
from int_official_authors
