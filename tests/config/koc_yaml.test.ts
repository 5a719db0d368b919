import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { CONFIG_TEMPLATE } from '../../jobs/cli/verbs/init_template.ts';
import { schemaText } from '../../jobs/config/json_schema.ts';
import { loadFiles, mistakes } from './support.ts';

const LEAST = 'version: 1\nbrands: [{ id: aurora }]\n';

describe('a valid koc.yaml', () => {
  test('needs a version and brands, everything else has its documented default', async () => {
    const { config } = await loadFiles({ 'koc.yaml': LEAST });
    expect(config).toEqual({
      timezone: 'Asia/Shanghai',
      contact: null,
      brands: [
        {
          id: 'aurora',
          names: ['aurora'],
          exclude: [],
          role: 'own',
          category: 'default',
          competitors: [],
          products: [],
          handles: {},
        },
      ],
      people: [],
      sources: [],
      schedules: [],
      scoring: {
        fastHalfLifeDays: 60,
        slowHalfLifeDays: 365,
        brandPriorMentions: 60,
        positivityPriorMentions: 3,
        activityExponent: 0.5,
        listSize: 50,
        kolFollowers: 30_000,
      },
      publish: {
        languages: ['zh', 'en'],
        identity: { workbook: 'handle', html: 'handle', csv: 'handle', parquet: 'pseudonym', duckdb: 'pseudonym' },
        keepRuns: 8,
      },
      notify: [],
      workbook: { language: null },
      worklist: { size: 20, cooldownDays: 28 },
      sentiment: { onnxModelDir: null, calibrationFile: null, lexiconFile: null },
      desk: { publicFeed: false },
      keywords: { isEnabled: false, file: null },
      retention: { rawDays: null },
      platforms: {},
      sensitiveCategories: [],
    });
  });

  test('brands of one category are each other’s competitors unless some are given', async () => {
    const yaml = `version: 1
brands:
  - { id: b, category: skincare }
  - { id: a, category: skincare }
  - { id: c, category: skincare, competitors: [a] }
  - { id: d, category: tea }
`;
    const { config } = await loadFiles({ 'koc.yaml': yaml });
    expect(config.brands.map(({ id, competitors }) => [id, competitors])).toEqual([
      ['a', ['b', 'c']],
      ['b', ['a', 'c']],
      ['c', ['a']],
      ['d', []],
    ]);
  });

  test('what `koc init` writes is one, without a warning', async () => {
    const { warnings, config } = await loadFiles({ 'koc.yaml': CONFIG_TEMPLATE });
    expect(warnings).toEqual([]);
    expect(config.schedules).toEqual([{ name: 'monday', cron: '0 7 * * 1', run: 'weekly', notify: false }]);
  });

  test('a schedule may be a cron line alone, which then collects the sources that name it', async () => {
    const yaml = `${LEAST}sources:
  - { id: file, collector: file_import, with: { file: a.csv, map: m.yaml }, schedule: hourly }
schedules: { hourly: "7 * * * *" }
`;
    const { config } = await loadFiles({ 'koc.yaml': yaml });
    expect(config.schedules).toEqual([{ name: 'hourly', cron: '7 * * * *', run: 'collect', notify: false }]);
    expect(config.sources[0]?.schedule).toBe('hourly');
  });

  test('groups to tell are named by variables, tell of own brands, and are told only of what is published', async () => {
    const bots = (lines: string) => `${LEAST}publish:\n  notify:\n${lines}`;
    const { config } = await loadFiles({
      'koc.yaml': `${bots('    - { kind: feishu, url_env: FEISHU_URL, secret_env: FEISHU_SECRET, language: en, report_url: https://a.example/koc/ }\n')}schedules: { monday: { cron: "0 7 * * 1", run: weekly, notify: true } }\n`,
    });
    expect(config.schedules[0]?.notify).toBe(true);
    expect(config.notify).toEqual([
      {
        kind: 'feishu',
        urlEnv: 'FEISHU_URL',
        secretEnv: 'FEISHU_SECRET',
        brands: null,
        language: 'en',
        reportUrl: 'https://a.example/koc/',
      },
    ]);
    const address = 'https://hooks.example/services/T000/B000/secretpart';
    const wrong = [
      [bots(`    - { kind: slack, url_env: "${address}" }\n`), 'url_env'],
      [
        bots('    - { kind: wecom, url_env: A_URL, secret_env: A_SECRET }\n'),
        'only feishu and dingtalk know signatures',
      ],
      [bots('    - { kind: wecom, url_env: A_URL, brands: [nobody] }\n'), 'no own brand "nobody"'],
      [`${LEAST}schedules: { m: { cron: "0 7 * * 1", run: weekly, notify: true } }\n`, 'names nobody to tell'],
      [`${LEAST}schedules: { m: { cron: "0 7 * * 1", notify: true } }\n`, 'nothing is published'],
    ] as const;
    for (const [yaml, said] of wrong) {
      const told = await loadFiles({ 'koc.yaml': yaml }).then(String, (error: Error) => error.message);
      expect(told).toContain(said);
      expect(told).not.toContain('secretpart');
    }
  });

  test('paths of a source are taken from koc.yaml’s folder, not from the working directory', async () => {
    const yaml = `${LEAST}sources: [{ id: file, collector: file_import, with: { file: data/a.csv, map: /etc/m.yaml } }]\n`;
    const { config, dir } = await loadFiles({ 'koc.yaml': yaml });
    expect(config.sources[0]?.options).toEqual({ file: `${dir}/data/a.csv`, map: '/etc/m.yaml' });
  });

  test('the environment overrides the file, and an empty variable does not', async () => {
    const env = { KOC_TIMEZONE: 'Europe/Berlin', KOC_KEEP_RUNS: '3', KOC_LANGUAGES: 'en', KOC_LIST_SIZE: '' };
    const { config } = await loadFiles({ 'koc.yaml': LEAST }, { env });
    expect([config.timezone, config.publish.keepRuns, config.publish.languages]).toEqual(['Europe/Berlin', 3, ['en']]);
    expect(config.scoring.listSize).toBe(50);
  });
});

describe('a wrong koc.yaml', () => {
  test('is told with file, line, column, path, expectation, what stands there and the nearest known key, all at once', async () => {
    const yaml = `version: 1
timezon: Asia/Shanghai
brands:
  - id: aurora
    names: [欧若拉, 361]
    role: owned
    category: skincare
  - { id: nova, nmaes: [诺瓦] }
publish:
  keep_runs: ten
scoring: { list_size: 0 }
`;
    expect(await mistakes({ 'koc.yaml': yaml })).toEqual([
      'koc.yaml:2:1 timezon: unknown key, did you mean "timezone"?',
      'koc.yaml:5:18 brands[0].names[1]: expected text of 1 to 200 characters, got 361 (put it in quotes)',
      'koc.yaml:6:11 brands[0].role: expected one of own, tracked, got "owned"',
      'koc.yaml:8:17 brands[1].nmaes: unknown key, did you mean "names"?',
      'koc.yaml:10:14 publish.keep_runs: expected integer ≥ 1 and ≤ 1000, got "ten"',
      'koc.yaml:11:23 scoring.list_size: expected integer ≥ 1 and ≤ 1000, got 0',
    ]);
  });

  test('names a missing key at its parent', async () => {
    expect(await mistakes({ 'koc.yaml': 'version: 1\n' })).toEqual([
      'koc.yaml:1:1 brands: missing, expected list (at least one) or block with file',
    ]);
    expect(await mistakes({ 'koc.yaml': '' })).toHaveLength(2);
  });

  test('tells what refers to nothing: competitor, collector, schedule, category, zone, cron line', async () => {
    const yaml = `version: 1
timezone: Asia/Shangai
brands:
  - { id: aurora, category: skincare, competitors: [novva, aurora] }
  - { id: nova, category: skincare }
categories: { skincaer: { sensitive: true } }
sources:
  - { id: a, collector: file_imprt, schedule: dayly }
  - { id: a, collector: file_import, with: { file: x.csv, map: m.yaml } }
  - { id: koc_decisions, collector: file_import, with: { file: x.csv, map: m.yaml } }
schedules:
  daily: "61 * * * *"
  never: { cron: "0 0 30 2 *", run: weekly }
`;
    const lines = await mistakes({ 'koc.yaml': yaml });
    expect(lines.map((line) => line.replace(/ \([^)]*\)$/u, ''))).toEqual([
      'koc.yaml:2:11 timezone: expected an IANA time zone such as Asia/Shanghai, got "Asia/Shangai"',
      'koc.yaml:4:52 brands[0].competitors: unknown brand "novva", did you mean "nova"?',
      'koc.yaml:4:52 brands[0].competitors: a brand does not compete with itself',
      'koc.yaml:6:15 categories.skincaer: no brand has this category, did you mean "skincare"?',
      'koc.yaml:8:25 sources[0].collector: unknown collector "file_imprt", did you mean "file_import"?',
      'koc.yaml:8:47 sources[0].schedule: unknown schedule "dayly", did you mean "daily"?',
      'koc.yaml:9:11 sources[1].id: source "a" is configured twice',
      'koc.yaml:10:11 sources[2].id: names that begin with koc_ are kept for our own records',
      'koc.yaml:12:10 schedules.daily: expected a cron line such as "7 * * * *", got "61 * * * *"',
      'koc.yaml:13:18 schedules.never.cron: expected a cron line such as "7 * * * *", got "0 0 30 2 *"',
    ]);
  });

  test('checks the options of a source against the schema of its collector', async () => {
    const yaml = `${LEAST}sources:
  - id: file
    collector: file_import
    with: { file: 12, mapp: m.yaml }
`;
    const lines = await mistakes({ 'koc.yaml': yaml });
    expect(lines[0]).toMatch(/^koc\.yaml:6:19 sources\[0\]\.with\.file: expected text.*, got 12/u);
    expect(lines[1]).toBe('koc.yaml:6:23 sources[0].with.mapp: unknown key, did you mean "map"?');
  });

  test('never repeats what looks like a secret', async () => {
    const yaml = `${LEAST}sources: [{ id: a, collector: file_import, secrets: { token: hunter2-hunter2 } }]\n`;
    const [line = ''] = await mistakes({ 'koc.yaml': yaml });
    expect(line).toContain('name of an environment variable');
    expect(line).not.toContain('hunter2');
  });

  test('that is no YAML is told with line and column', async () => {
    expect(await mistakes({ 'koc.yaml': 'version: 1\nversion: 1\n' })).toEqual([
      'koc.yaml:2:1 not valid YAML: Map keys must be unique',
    ]);
    const [tab = ''] = await mistakes({ 'koc.yaml': 'version: 1\nbrands:\n\t- id: a\n' });
    expect(tab).toMatch(/^koc\.yaml:3:1 not valid YAML: Tabs/u);
  });

  test('cannot blow up memory by nested aliases', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let level = 0; level < 8; level++) {
      const [from, to] = [String.fromCharCode(97 + level), String.fromCharCode(98 + level)];
      bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`);
    }
    const [line = ''] = await mistakes({ 'koc.yaml': `${bomb.join('\n')}\n` });
    expect(line).toContain('alias');
  });

  test('in the environment names the variable', async () => {
    await expect(mistakes({ 'koc.yaml': LEAST }, { KOC_KEEP_RUNS: 'many' })).resolves.toEqual([
      'KOC_KEEP_RUNS: expected integer ≥ 1 and ≤ 1000, got "many"',
    ]);
  });
});

test('odd but working configs are told as warnings', async () => {
  const yaml = `version: 1
brands:
  - { id: a, names: [Nova, 新], category: x }
  - { id: b, names: [ＮＯＶＡ], category: x }
`;
  const { warnings } = await loadFiles({ 'koc.yaml': yaml });
  expect(warnings).toEqual([
    expect.stringContaining('"新" is one character long'),
    expect.stringContaining('category "x" has 2 of the 3 brands'),
    expect.stringContaining('"ＮＯＶＡ" also names a'),
  ]);
});

test('a short memory is told, once', async () => {
  const yaml = `version: 1
brands: [{ id: aurora, competitors: [nova] }, { id: nova, competitors: [aurora] }, { id: coman }]
people: [{ platform: weibo, id: "1", basis: consent }]
retention: { raw_days: 364 }
`;
  const { warnings } = await loadFiles({ 'koc.yaml': yaml });
  expect(warnings.map((line) => line.replace(/^koc\.yaml:\d+:\d+ /u, ''))).toEqual([
    expect.stringMatching(/^retention\.raw_days: fewer than 365 days/u),
  ]);
});

test('the committed JSON schema is the one that the code gives (npm run schema)', async () => {
  const committed = await readFile(new URL('../../jobs/config/koc.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(schemaText()));
});

describe('automation', () => {
  const source = (rest: string, collector = 'weibo') =>
    `${LEAST}contact: you@example.org\nsources:\n  - { id: w, collector: ${collector}, acknowledged: true${rest} }\n`;
  const automated = async (rest: string) =>
    (await loadFiles({ 'koc.yaml': source(rest) })).config.sources[0]!.automation;

  test('is off unless it is acknowledged with a sentence that says who permitted it', async () => {
    expect(await automated('')).toBeNull();
    expect(await automated(', automation: { permission_ref: "written consent of 2026-11-02" }')).toBeNull();
    const permitted = ', automation: { acknowledged: true, permission_ref: "written consent of 2026-11-02" }';
    expect(await automated(permitted)).toEqual({ permissionRef: 'written consent of 2026-11-02' });
    for (const ref of [
      '',
      ', permission_ref: ""',
      ', permission_ref: "          "',
      ', permission_ref: "2026-11-02-0001"',
    ]) {
      const lines = await mistakes({ 'koc.yaml': source(`, automation: { acknowledged: true${ref} }`) });
      expect(lines).toEqual([expect.stringContaining('sources[0].automation.permission_ref')]);
    }
  });

  test('is for sources that are seen through a browser, and only they do without a contact', async () => {
    const permitted = ', automation: { acknowledged: true, permission_ref: "written consent of 2026-11-02" }';
    expect((await mistakes({ 'koc.yaml': source(permitted, 'hackernews') }))[0]).toContain(
      'sources[0].automation: has no meaning for hackernews, which is not seen through a browser',
    );
    const withoutContact = (rest: string) => source(rest).replace('contact: you@example.org\n', '');
    expect((await loadFiles({ 'koc.yaml': withoutContact('') })).config.contact).toBeNull();
    expect((await mistakes({ 'koc.yaml': withoutContact(permitted) }))[0]).toContain('koc.yaml needs a contact');
  });
});
