/*---
about: >-
  Posts and reviews of the last 28 days in which an unsuspicious consumer praises an own brand by name, and no other brand of
  its category: what the gates of ranking 9 leave of the author, the feeling and the rights. No brand shows a post that
  prefers a competitor. What the words rule out is judged in int_ugc_words.
grain: [brand_id, post_key]
columns:
  rights_state: { says: "Decided for this brand, else for all, else not_asked.", personal: linkable }
checks:
  unique: [brand_id, post_key]
  between: { positive_p: [0.7, 1] }
---*/
with praised as (
    select
        mention.post_key,
        mention.category,
        cast(count(*) as bigint) as brands_count
    from int_mentions as mention
    join params on mention.day_no >= params.as_of_day - 28
    where mention.is_positive and not mention.is_inherited
    group by mention.post_key, mention.category
)

select
    mention.brand_id,
    mention.post_key,
    mention.author_key,
    mention.platform,
    mention.kind,
    mention.source_id,
    coalesce(for_brand.rights_state, for_all.rights_state, 'not_asked') as rights_state,
    mention.positive_p,
    mention.day_no,
    params.as_of_day - mention.day_no as age_days,
    mention.is_disclosed,
    mention.is_gifted,
    mention.published_at
from int_mentions as mention
join params on mention.day_no >= params.as_of_day - 28
join praised on praised.post_key = mention.post_key and praised.category = mention.category
join ref_brands as brand on brand.brand_id = mention.brand_id
join int_pair_class as class on class.brand_id = mention.brand_id and class.author_key = mention.author_key
join int_author_authenticity as trust on trust.author_key = mention.author_key
left join int_ugc_states as for_brand
    on for_brand.post_key = mention.post_key and for_brand.brand_id = mention.brand_id
left join int_ugc_states as for_all on for_all.post_key = mention.post_key and for_all.brand_id is null
left join int_verdicts as verdict
    on verdict.brand_id = mention.brand_id and verdict.author_key = mention.author_key
where
    brand.role = 'own'
    and not coalesce(brand.is_sensitive, false)
    and class.class = 'consumer'
    and trust.auth >= 0.7e0
    and mention.kind in ('post', 'review')
    and mention.positive_p >= 0.7e0
    and mention.is_positive
    and praised.brands_count = 1
    and not mention.is_inherited
    and coalesce(for_brand.rights_state, for_all.rights_state, 'not_asked') not in ('declined', 'hidden')
    and coalesce(verdict.verdict, 'none') <> 'rejected'
