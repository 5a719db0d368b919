/*---
about: Minhashes of the texts that met another.
grain: [text_key]
checks:
  unique: [text_key]
---*/
with met as (
    select text_key
    from int_authenticity_pairs
    union all
    select other_text_key as text_key
    from int_authenticity_pairs
),

wanted as (
    select text_key
    from met
    group by text_key
)

select
    wanted.text_key,
    max(sketch.h00) as h00,
    max(sketch.h01) as h01,
    max(sketch.h02) as h02,
    max(sketch.h03) as h03,
    max(sketch.h04) as h04,
    max(sketch.h05) as h05,
    max(sketch.h06) as h06,
    max(sketch.h07) as h07,
    max(sketch.h08) as h08,
    max(sketch.h09) as h09,
    max(sketch.h10) as h10,
    max(sketch.h11) as h11,
    max(sketch.h12) as h12,
    max(sketch.h13) as h13,
    max(sketch.h14) as h14,
    max(sketch.h15) as h15,
    max(sketch.h16) as h16,
    max(sketch.h17) as h17,
    max(sketch.h18) as h18,
    max(sketch.h19) as h19,
    max(sketch.h20) as h20,
    max(sketch.h21) as h21,
    max(sketch.h22) as h22,
    max(sketch.h23) as h23,
    max(sketch.h24) as h24,
    max(sketch.h25) as h25,
    max(sketch.h26) as h26,
    max(sketch.h27) as h27,
    max(sketch.h28) as h28,
    max(sketch.h29) as h29,
    max(sketch.h30) as h30,
    max(sketch.h31) as h31
from wanted
join int_authenticity_posts as post on post.post_key = wanted.text_key
join stg_text_similarity as sketch
    on sketch.post_key = post.post_key and sketch.version_key = post.version_key
group by wanted.text_key
