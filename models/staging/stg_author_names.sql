/*---
about: Every name, as a pseudonym, that an account has been seen under before as_of.
grain: [author_key, name_key]
materialised: view
---*/
select
    author.author_key,
    author.name_key
from lake_authors as author
join params on author.observed_day_no < params.as_of_day
where author.name_key is not null
group by author.author_key, author.name_key
