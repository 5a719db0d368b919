/*---
about: Names, as pseudonyms, that an account has been seen under before as_of, one row a sighting.
grain: [author_key, version_key]
materialised: view
---*/
select
    author.author_key,
    author.version_key,
    author.name_key
from lake_authors as author
join params on author.observed_day_no < params.as_of_day
where author.name_key is not null
