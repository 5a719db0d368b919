/*---
about: >-
  What the words of praising posts hold besides praise (ranking 9): cues of use and of play, and what forbids to show a post,
  read strictly: one reading of the version that says so is enough.
grain: [post_key]
columns:
  utility_part: { says: "Part of the ten kinds of utility cues less part of the four kinds of entertainment cues, brought to 0 to 1; 0.5 = neither or level. Null = the language is not read.", personal: linkable }
  appeal: { says: "useful, entertaining, both or plain, by which cues there are; null as utility_part.", personal: linkable }
  is_copied: { says: "The text stands under another account too.", personal: linkable }
  is_unsafe: { says: "Claims to heal, involves a minor, mocks a competitor or tells of a use that can harm.", personal: linkable }
  is_unmarked_commerce: { says: "Shop link or discount code without saying so, or words that suggest payment.", personal: linkable }
checks:
  unique: [post_key]
  between: { utility_part: [0, 1] }
---*/
with praised as (
    select post_key
    from int_ugc_praise
    group by post_key
),

read as (
    select
        post.post_key,
        bool_or(words.lang <> 'other') as is_read,
        max(words.utility_cue) as utility_cue,
        max(words.utility_cues_count) as utility_cues_count,
        max(words.entertainment_cues_count) as entertainment_cues_count,
        min(words.own_length) as own_length,
        bool_or(words.is_medical_claim or words.involves_minor or words.mocks_competitor or words.is_unsafe_use)
        as is_unsafe,
        bool_or(words.has_shop_link or words.has_discount_code) as is_selling
    from praised
    join stg_posts as post on post.post_key = praised.post_key
    join stg_text_features as words
        on words.post_key = post.post_key and words.version_key = post.version_key
    group by post.post_key
)

select
    praised.post_key,
    case when read.is_read then read.utility_cue end as utility_cue,
    case
        when not coalesce(read.is_read, false) or read.utility_cues_count is null then null
        when read.utility_cues_count > 0 and read.entertainment_cues_count > 0 then 'both'
        when read.utility_cues_count > 0 then 'useful'
        when read.entertainment_cues_count > 0 then 'entertaining'
        else 'plain'
    end as appeal,
    case when said.disclosure_state = 'declared' then said.disclosure_kind end as declared_kind,
    case
        when read.is_read then (
            1e0 + cast(read.utility_cues_count as double) / 10e0 - cast(read.entertainment_cues_count as double) / 4e0
        ) / 2e0
    end as utility_part,
    case when read.is_read then read.utility_cues_count end as utility_cues_count,
    case when read.is_read then read.entertainment_cues_count end as entertainment_cues_count,
    read.own_length,
    copied.post_key is not null as is_copied,
    coalesce(read.is_unsafe, false) as is_unsafe,
    (coalesce(read.is_selling, false) and said.disclosure_state is distinct from 'declared')
    or coalesce(said.disclosure_state = 'suspected', false) as is_unmarked_commerce
from praised
left join read on read.post_key = praised.post_key
left join int_disclosures as said on said.post_key = praised.post_key
left join int_authenticity_copied_posts as copied on copied.post_key = praised.post_key
