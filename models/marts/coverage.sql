/*---
about: >-
  One row a source, platform, kind of record and week: what was there to count, and how the passes ended. A source whose
  passes brought nothing, or that nobody has looked at, stands here too, so that a block never looks like silence.
grain: [source_id, platform, kind, week_start]
columns:
  as_of: { says: "Day before which evidence was admitted, in the workspace's zone.", personal: none }
  week_start: { says: "Monday of the reported week.", personal: none }
  iso_week: { says: "Reported week, like 2026-W46.", personal: none }
  schema_version: { says: "Version of the published columns.", personal: none }
  model_version: { says: "Version of the models and transforms that made the row.", personal: none }
  source_id: { says: "Source.", personal: none }
  platform: { says: "Platform name.", personal: none }
  kind: { says: "post, comment, review or mention; none = passes without any record.", personal: none }
  outcome: { says: "Worst outcome of all passes seen before as_of; null = no pass known.", personal: none }
  latest_outcome: { says: "Worst outcome of the passes of the newest day; null = no pass known.", personal: none }
  records_count: { says: "Records published in the reported week.", personal: none }
  records_total_count: { says: "Dated records seen before as_of.", personal: none }
  authors_total_count: { says: "Different known accounts among them.", personal: none }
  undated_total_count: { says: "Records seen before as_of that no version dates; they enter no other number.", personal: none }
  with_brand_total_count: { says: "Dated records that name a configured brand.", personal: none }
  assumed_observation_share: { says: "Part of the dated records whose moment of observation is assumed, 0 to 1; null = no record.", personal: none }
  keyword_only_share: { says: "Part of the dated records that only a brand's own query found, 0 to 1; null = no record.", personal: none }
  words_count: { says: "Words that people search for by hand at this source; null = it is not looked at by hand.", personal: none }
  words_not_searched_count: { says: "Of these, words that nobody searched for in the reported week: that nothing was found for them says nothing.", personal: none }
  collects_replies: { says: "The source says that it collects replies; null = no record.", personal: none }
  is_calibrated: { says: "The probabilities of feelings were fitted to labels of this source; otherwise none of them is one. Null = no record.", personal: none }
  first_date: { says: "Of the oldest dated record, in the workspace's zone; null = none.", personal: none }
  last_date: { says: "Of the newest dated record; null = none.", personal: none }
checks:
  unique: [source_id, platform, kind, week_start]
  not_null: [source_id, platform, kind, week_start, records_count, records_total_count, undated_total_count]
  accepted: { outcome: [ok, empty, capped, partial, gone, rate_limited, login_needed, blocked, failed] }
  between: { assumed_observation_share: [0, 1], keyword_only_share: [0, 1] }
---*/
with passes_only as (
    select
        passed.source_id,
        passed.platform
    from int_coverage_outcomes as passed
    left join int_coverage_counts as counted
        on counted.source_id = passed.source_id and counted.platform = passed.platform
    where counted.source_id is null
),

counts as (
    select
        source_id,
        platform,
        kind,
        records_count,
        records_total_count,
        authors_total_count,
        undated_total_count,
        with_brand_total_count,
        assumed_count,
        keyword_only_count,
        first_day_no,
        last_day_no,
        collects_replies,
        is_calibrated
    from int_coverage_counts
    union all
    select
        source_id,
        platform,
        'none' as kind,
        cast(0 as bigint) as records_count,
        cast(0 as bigint) as records_total_count,
        cast(0 as bigint) as authors_total_count,
        cast(0 as bigint) as undated_total_count,
        cast(0 as bigint) as with_brand_total_count,
        cast(0 as bigint) as assumed_count,
        cast(0 as bigint) as keyword_only_count,
        cast(null as bigint) as first_day_no,
        cast(null as bigint) as last_day_no,
        cast(null as boolean) as collects_replies,
        cast(null as boolean) as is_calibrated
    from passes_only
)

select
    params.as_of,
    params.week_start,
    params.iso_week,
    params.schema_version,
    params.model_version,
    counts.source_id,
    counts.platform,
    counts.kind,
    passed.outcome,
    passed.latest_outcome,
    counts.records_count,
    counts.records_total_count,
    counts.authors_total_count,
    counts.undated_total_count,
    counts.with_brand_total_count,
    round(
        cast(counts.assumed_count as double) / nullif(cast(counts.records_total_count as double), 0e0), 6
    ) as assumed_observation_share,
    round(
        cast(counts.keyword_only_count as double) / nullif(cast(counts.records_total_count as double), 0e0), 6
    ) as keyword_only_share,
    passed.words_count,
    passed.words_not_searched_count,
    counts.collects_replies,
    counts.is_calibrated,
    cast(date '1970-01-01' + counts.first_day_no * interval '1' day as date) as first_date,
    cast(date '1970-01-01' + counts.last_day_no * interval '1' day as date) as last_date
from counts
cross join params
left join int_coverage_outcomes as passed
    on passed.source_id = counts.source_id and passed.platform = counts.platform
