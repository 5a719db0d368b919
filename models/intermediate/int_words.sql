/*---
about: >-
  Feeling of the words of those records whose words decide: without a rating, or naming other brands than the rated one, or
  answering a post. Where one version was read twice and differently, the stronger reading counts.
grain: [post_key]
checks:
  unique: [post_key]
---*/
with deciding as (
    select
        post.post_key,
        post.version_key
    from stg_posts as post
    left join int_post_brands as named on named.post_key = post.post_key
    where
        (
            named.post_key is not null
            and (
                post.rating_sign is null
                or named.brands_count > 1
                or (post.has_brand_field and named.field_brands_count = 0)
            )
        )
        or (named.post_key is null and post.thread_node_key is not null)
)

select
    deciding.post_key,
    max(words.positive_p) as positive_p,
    max(words.negative_p) as negative_p
from deciding
join stg_text_features as words
    on words.post_key = deciding.post_key and words.version_key = deciding.version_key
group by deciding.post_key
