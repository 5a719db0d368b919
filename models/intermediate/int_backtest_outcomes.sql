/*---
about: >-
  What each account said of each brand from params.outcome_from_day up to as_of: the outcome that a back-test compares
  scores with. Pairs that stayed silent have no row.
grain: [brand_id, author_key]
columns:
  positives_count: { says: "Positive mentions, unweighted, inherited ones too.", personal: linkable }
  negatives_count: { says: "Negative mentions, likewise.", personal: linkable }
  praise_sum: { says: "Sum of weight x p+, undecayed: what expected mentions expect.", personal: linkable }
checks:
  unique: [brand_id, author_key]
  not_null: [brand_id, author_key]
---*/
select
    mention.brand_id,
    mention.author_key,
    cast(count(case when mention.is_positive then 1 end) as bigint) as positives_count,
    cast(count(case when mention.is_negative then 1 end) as bigint) as negatives_count,
    cast(sum(cast(round(mention.weight * mention.positive_p * 1e9) as bigint)) as double) / 1e9 as praise_sum
from int_mentions as mention
join params on mention.day_no >= params.outcome_from_day
where mention.author_key is not null
group by mention.brand_id, mention.author_key
