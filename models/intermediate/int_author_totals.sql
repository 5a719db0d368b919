/*---
about: One row an account that mentions a brand at all.
grain: [author_key]
columns:
  disclosed_share: { says: "Part of its mentions that are declared as paid for, 0 to 1.", personal: linkable }
  is_keyword_only: { says: "All its mentions were found by a brand's own query; the rest of the account is unseen.", personal: linkable }
checks:
  between: { disclosed_share: [0, 1] }
---*/
select
    author_key,
    cast(sum(disclosed_mentions_count) as double)
    / nullif(cast(sum(mentions_count) as double), 0e0) as disclosed_share,
    cast(sum(mentions_count) as bigint) as mentions_count,
    cast(count(*) as bigint) as brands_count,
    bool_and(is_keyword_only) as is_keyword_only
from int_author_brand
group by author_key
