/*---
about: Bands of the texts of recent mentions (ranking 5); short texts have none and take no part in similarity.
grain: [post_key]
checks:
  unique: [post_key]
---*/
select
    post.post_key,
    post.author_key,
    max(sketch.b0) as b0,
    max(sketch.b1) as b1,
    max(sketch.b2) as b2,
    max(sketch.b3) as b3,
    max(sketch.b4) as b4,
    max(sketch.b5) as b5,
    max(sketch.b6) as b6,
    max(sketch.b7) as b7
from int_authenticity_posts as post
join stg_text_similarity as sketch
    on sketch.post_key = post.post_key and sketch.version_key = post.version_key
group by post.post_key, post.author_key
