/*---
about: >-
  Pairs of texts that share a band and were written by different accounts. Each text meets one text of every other account in
  its band, of at most 200 accounts; in a band of more accounts it meets those of 20. So pairs grow with the texts and not
  with their square, whatever is copied how often.
grain: [text_key, other_text_key]
columns:
  is_hot: { says: "They met only in bands of more than 200 accounts.", personal: none }
---*/
with members as (
    select
        bands.band_no,
        bands.band,
        bands.text_key,
        bands.author_key,
        bands.authors_count,
        buckets.authors_count > 200 as is_hot
    from int_authenticity_buckets as buckets
    join int_authenticity_bands as bands on bands.band_no = buckets.band_no and bands.band = buckets.band
),

-- A text that several accounts wrote stands for them best.
by_author as (
    select
        members.*,
        cast(row_number() over (
            partition by band_no, band, author_key
            order by authors_count desc nulls last, text_key nulls last
        ) as bigint) as author_text_no
    from members
),

placed as (
    select
        by_author.*,
        cast(row_number() over (
            partition by band_no, band, author_text_no
            order by author_key nulls last, text_key nulls last
        ) as bigint) as place
    from by_author
)

select
    text.text_key,
    other.text_key as other_text_key,
    bool_and(text.is_hot) as is_hot
from members as text
join placed as other
    on other.band_no = text.band_no
    and other.band = text.band
    and other.author_text_no = 1
    and other.place <= case when text.is_hot then 20 else 200 end
where
    other.text_key <> text.text_key
    and (other.author_key <> text.author_key or other.authors_count > 1)
group by text.text_key, other.text_key
