/*---
about: Records of recent mentions whose text stands under another account too.
grain: [post_key]
checks:
  unique: [post_key]
---*/
with worded as (
    select post_key
    from stg_mentions
    where basis <> 'field'
    group by post_key
)

select
    sketch.post_key,
    sketch.author_key,
    case
        when shared.partner_key <> sketch.author_key then shared.partner_key
        else shared.other_partner_key
    end as partner_key
from int_authenticity_copies as shared
join int_authenticity_texts as text on text.text_key = shared.text_key
join int_authenticity_sketches as sketch
    on text.b0 = sketch.b0
        and text.b1 = sketch.b1
        and text.b2 = sketch.b2
        and text.b3 = sketch.b3
        and text.b4 = sketch.b4
        and text.b5 = sketch.b5
        and text.b6 = sketch.b6
        and text.b7 = sketch.b7
left join worded on worded.post_key = sketch.post_key
where not shared.is_hot or worded.post_key is not null
