/** The koc.yaml that `koc init` writes: valid as it stands, so that the first `koc check` passes and shows the way. */

export const CONFIG_TEMPLATE = `# yaml-language-server: $schema=./koc.schema.json
# One workspace per client. Keys and defaults: docs/config.md in the clone of koc-radar.
version: 1
timezone: Asia/Shanghai        # rules days, weeks and cron

brands:                        # or: { file: brands.csv }
  - id: aurora                 # own brands get lists of people
    names: [欧若拉, Aurora]     # matched after NFKC, traditional→simplified and case folding
    exclude: [欧若拉号]         # false friends: a name inside one of these does not count
    category: skincare         # brands of one category are each other's competitors
    products:
      - { id: aurora_serum, names: [欧若拉精华, Aurora Serum] }
    handles: { weibo: ["1000000001"] }      # official accounts by id or handle: never candidates
  - { id: nova, role: tracked, category: skincare, names: [诺瓦, Nova] }      # tracked: aggregates only, never names
  - { id: coman, role: tracked, category: skincare, names: [蔻曼, Coman] }    # 3 brands make a preference readable

# people: { file: people.csv }   # platform,id,handle,basis (consent, employee, customer),note

# sources:                       # \`koc import\` needs none; a source here is read again by each \`koc weekly\`
#   - id: export
#     collector: file_import
#     with: { file: data/export.csv, map: maps/export.yaml }

schedules:                       # for \`koc schedule\`
  monday: { cron: "0 7 * * 1", run: weekly }
  # daily: "30 21 * * *"         # for sources that say  schedule: daily ; Monday's list knows what was seen until Sunday

publish:
  languages: [zh, en]            # the first leads
  # what each target may carry of a person: aggregate, pseudonym or handle
  identity: { workbook: handle, html: handle, csv: handle, parquet: pseudonym, duckdb: pseudonym }
  keep_runs: 8
  # notify: [{ kind: wecom, url_env: WECOM_BOT_URL }]   # chat groups that \`koc weekly --notify\` tells: docs/notify.md

keywords: { enabled: true }      # words that mark a brand and an author; costs an eighth more time to read

# worklist: { size: 20, cooldown_days: 28 }
# scoring: { list_size: 50 }
# retention: { raw_days: 400 }
# categories: { skincare: { sensitive: false } }      # sensitive: no lists of people
`;

/** Data and key of a workspace do not belong into a repository. */
export const IGNORE_TEMPLATE = `.koc/
raw/
lake/
identity/
media/
builds/
exports/
rejects/
`;
