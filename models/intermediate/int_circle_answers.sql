/*---
about: Who answered whom in the last 26 weeks, quoting and reposting with words included. Organisations and people who asked to be left out are not here, nor answers to oneself, under whichever account.
grain: [answer_post_key, post_key]
columns:
  author_key: { says: "Whose record was answered.", personal: linkable }
  responder_key: { says: "Who answered.", personal: linkable }
---*/
select
    answer.post_key as answer_post_key,
    post.post_key,
    post.author_key,
    answer.author_key as responder_key,
    answer.day_no
from stg_posts as answer
join params on answer.day_no >= params.as_of_day - 182
join stg_posts as post on post.node_key = coalesce(answer.parent_node_key, answer.thread_node_key)
left join int_refused_authors as refused on refused.author_key = answer.author_key
left join int_official_authors as official on official.author_key = answer.author_key
left join int_persons as own on own.author_key = post.author_key
left join int_persons as other on other.author_key = answer.author_key
where
    answer.author_key <> post.author_key
    and coalesce(own.person_key <> other.person_key, true)
    and refused.author_key is null
    and official.author_key is null
    and not coalesce(answer.is_brand, false)
    and not coalesce(answer.is_repost, false)
