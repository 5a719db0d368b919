/*---
about: >-
  Who is compared when look-alikes are sought: of each own brand the 500 best candidates whose evidence reaches for the list, so
  that the work grows with the lists and not with the data.
grain: [brand_id, author_key]
checks:
  unique: [brand_id, author_key]
---*/
with ranked as (
    select
        candidate.brand_id,
        candidate.author_key,
        candidate.category,
        status.status,
        candidate.rate_per_year,
        candidate.koc_score,
        cast(row_number() over (
            partition by candidate.brand_id
            order by cast(round(candidate.koc_score * 1e6) as bigint) desc nulls last, candidate.author_key nulls last
        ) as bigint) as place
    from int_candidates as candidate
    join int_candidate_status as status
        on status.brand_id = candidate.brand_id and status.author_key = candidate.author_key
    where status.status in ('listed', 'eligible', 'early')
),

languages as (
    select
        mention.author_key,
        words.lang,
        cast(count(*) as bigint) as texts_count
    from ranked
    join int_mentions as mention
        on mention.author_key = ranked.author_key and mention.brand_id = ranked.brand_id
    join stg_text_features as words on words.post_key = mention.post_key
    where ranked.place <= 500 and words.lang <> 'none'
    group by mention.author_key, words.lang
),

spoken as (
    select
        author_key,
        lang,
        cast(row_number() over (
            partition by author_key
            order by texts_count desc nulls last, lang nulls last, author_key nulls last
        ) as bigint) as lang_no
    from languages
)

select
    ranked.brand_id,
    ranked.author_key,
    ranked.category,
    ranked.status,
    account.platform,
    spoken.lang,
    ranked.rate_per_year
from ranked
join int_candidate_accounts as account
    on account.brand_id = ranked.brand_id and account.author_key = ranked.author_key
left join spoken on spoken.author_key = ranked.author_key and spoken.lang_no = 1
where ranked.place <= 500
