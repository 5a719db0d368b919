import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPublishedBuild } from '../../jobs/pipeline/published_build.ts';
import { writeMarket } from '../../jobs/sample/write_market.ts';
import { literal, openDuck, quoted } from '../../warehouse/engines/duckdb.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { filesBelow } from '../support/exports.ts';
import { startKoc } from '../support/koc.ts';

const FORBIDDEN = join(tmpdir(), 'koc-must-not-be-written.csv');

let dir: string;
/** `koc …args` there; throws unless it ends with the code. */
const koc = (cwd: string, args: readonly string[], code = 0) => expectCode(inProcess(cwd, args), code);
let first: {
  run: string;
  listed: number;
  export_dir: string;
  files: { path: string }[];
  sources: { unchanged: boolean }[];
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-published-'));
  await writeMarket({ dir, seed: 3, authors: 120, weeks: 12, asOf: '2026-11-16' });
  first = JSON.parse((await koc(dir, ['weekly', '--as-of', '2026-11-16', '--json', '-q'])).stdout);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

interface Truth {
  readonly authors: readonly { platform: string; id: string; name: string; role: string; brand: string }[];
}
const truth = async () => JSON.parse(await readFile(join(dir, 'truth.json'), 'utf8')) as Truth;

test('weekly tells in JSON what it collected, published and where', () => {
  expect(first.run).toMatch(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/u);
  expect(first.listed).toBeGreaterThan(3);
  expect(existsSync(join(first.export_dir, 'index.html'))).toBe(true);
  expect(first.files.map(({ path }) => path)).toContain('koc_shortlist.csv');
});

test('accounts left out as suspect are named for the review desk and in no file', async () => {
  const { dir: build } = (await readPublishedBuild(dir))!;
  const known = join(dir, 'identity/identity_authors/*.parquet');
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '512MB' });
  const suspects = await duck.rows(`
    select distinct author_key, author_id from read_parquet(${literal(known)})
    where author_key in (select author_key from ${literal(join(build, 'desk_left_out.parquet'))} where class = 'suspect')`);
  expect(suspects.length).toBeGreaterThan(0);
  const words = suspects.flatMap((row) => [String(row['author_key']).slice(0, 16), String(row['author_id'])]);

  await duck.run(`attach ${literal(join(first.export_dir, 'koc.duckdb'))} as koc (read_only)`);
  const tables = await duck.rows("select table_name from duckdb_tables() where database_name = 'koc'");
  const values = new Set<string>();
  for (const { table_name: table } of tables) {
    expect(table).not.toBe('desk_left_out');
    for (const row of await duck.rows(`from koc.${quoted(String(table))}`))
      for (const value of Object.values(row)) if (typeof value === 'string') values.add(value);
  }
  for (const path of filesBelow(first.export_dir)) {
    expect(path).not.toContain('desk_left_out');
    if (/\.(?:html|csv|json)$/u.test(path)) values.add(await readFile(join(first.export_dir, path), 'utf8'));
  }
  const all = [...values].join('\n');
  expect(words.filter((word) => all.includes(word))).toEqual([]);
});

test('weekly again collects nothing anew and lists the same people', async () => {
  const again = JSON.parse(
    (await koc(dir, ['weekly', '--as-of', '2026-11-16', '--json', '-q'])).stdout,
  ) as typeof first;
  expect(again.sources.map(({ unchanged }) => unchanged)).toEqual([true, true, true]);
  expect(again.listed).toBe(first.listed);
});

describe('query', () => {
  test('gives rows as JSON, CSV and a table', async () => {
    const sql = 'select brand_id, authors_count from brand_weeks order by brand_id';
    const rows = JSON.parse((await koc(dir, ['query', sql, '--json'])).stdout) as {
      brand_id: string;
      authors_count: unknown;
    }[];
    expect(rows.map((row) => row.brand_id)).toEqual(['aurora', 'coman', 'nova']);
    const csv = (await koc(dir, ['query', sql, '--csv'])).stdout.split('\r\n');
    expect(csv[0]).toBe('brand_id,authors_count');
    expect(csv[1]).toBe(`aurora,${rows[0]?.authors_count}`);
    expect((await koc(dir, ['query', sql])).stdout).toMatch(/^brand_id +authors_count\n─+ +─+\naurora +\d+\n/u);
  });

  test.each([
    'delete from brand_weeks',
    `copy brand_weeks to '${FORBIDDEN}'`,
    "from read_csv('/etc/passwd')",
    'set enable_external_access = true',
  ])('cannot do anything but read what is published: %s', async (sql) => {
    const { stderr } = await koc(dir, ['query', sql], 2);
    expect(stderr).toMatch(/^koc: /u);
    expect(existsSync(FORBIDDEN)).toBe(false);
  });

  test('ends quietly when its reader goes away', async () => {
    const { child, ended } = startKoc(dir, ['query', 'from range(300000)', '--csv']);
    child.stdout!.once('data', () => child.stdout!.destroy());
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
  });

  test('stops on Ctrl-C with 130', async () => {
    const endless = 'select count(*) from range(100000000) a, range(100000) b where a.range + b.range = 7';
    const stop = new AbortController();
    const ended = inProcess(dir, ['query', endless], { signal: stop.signal });
    setTimeout(() => stop.abort(), 500);
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
  });
});

describe('explain', () => {
  test('says why in words and cites posts, by handle, by platform:id and by key alike', async () => {
    const [top] = JSON.parse(
      (
        await koc(dir, [
          'query',
          "select author_key from koc_candidates where brand_id = 'aurora' and rank = 1",
          '--json',
        ])
      ).stdout,
    ) as { author_key: string }[];
    const byKey = await koc(dir, ['explain', top!.author_key, '--brand', 'aurora']);
    const facts = JSON.parse((await koc(dir, ['explain', top!.author_key, '--brand', 'aurora', '--json'])).stdout) as {
      author: { name: string };
      candidate: { platform: string; rank: number };
      words: { language: string; why: string[] }[];
      evidence: { url: string; quotes: { terms: { term: string; weight: number }[] } }[];
    }[];
    expect(facts[0]?.candidate.rank).toBe(1);
    expect(facts[0]?.words.map((one) => [one.language, one.why.length > 0])).toEqual([
      ['zh', true],
      ['en', true],
    ]);
    expect(facts[0]?.evidence[0]?.url).toMatch(/^https:/u);
    expect(byKey.stdout).toContain(facts[0]!.words[0]!.why[0]!);
    const [term] = facts[0]!.evidence.flatMap(({ quotes }) => quotes.terms);
    expect(byKey.stdout).toContain(`${term!.term} ${term!.weight > 0 ? '+' : '−'}`);
    const person = (await truth()).authors.find((one) => one.name === facts[0]?.author.name)!;
    const byId = await koc(dir, ['explain', `${person.platform}:${person.id}`, '--brand', 'aurora']);
    expect(byId.stdout).toBe(byKey.stdout);
    const byHandle = await inProcess(dir, ['explain', person.name, '--brand', 'aurora']);
    if (byHandle.code === 0) expect(byHandle.stdout).toBe(byKey.stdout);
    else expect(byHandle.stderr).toContain('accounts');
  });

  test('names nobody, by text or by JSON, when no target may', async () => {
    const file = join(dir, 'koc.yaml');
    const yaml = await readFile(file, 'utf8');
    const [top] = JSON.parse(
      (
        await koc(dir, [
          'query',
          "select author_key from koc_candidates where brand_id = 'aurora' and rank = 1",
          '--json',
        ])
      ).stdout,
    ) as { author_key: string }[];
    const author = ['explain', top!.author_key, '--brand', 'aurora'];
    const named = JSON.parse((await koc(dir, [...author, '--json'])).stdout) as { author: { name: string } }[];
    const targets = ['workbook', 'html', 'csv', 'parquet', 'duckdb'];
    const pseudonyms = targets.map((target) => `${target}: pseudonym`).join(', ');
    const plain = yaml.replace(/^publish:\n(?: .*\n)*|^publish:.*\n/mu, '');
    await writeFile(file, `${plain}\npublish: { identity: { ${pseudonyms} } }\n`);
    try {
      const text = (await koc(dir, author)).stdout;
      const json = (await koc(dir, [...author, '--json'])).stdout;
      const similar = (await koc(dir, [...author, '--similar', '--json'])).stdout;
      expect(text).toContain(top!.author_key);
      expect(JSON.parse(json)).toMatchObject([{ author: null, evidence: [] }]);
      const [told] = JSON.parse(similar) as { similar: { author: unknown }[] }[];
      expect(new Set(told!.similar.map((one) => one.author))).toEqual(new Set([null]));
      for (const said of [text, json, similar]) {
        expect(said).not.toContain(named[0]!.author.name);
        expect(said).not.toContain('https:');
      }
    } finally {
      await writeFile(file, yaml);
    }
  });

  test('never explains people of a tracked brand', async () => {
    const { stderr } = await koc(dir, ['explain', 'anybody', '--brand', 'nova'], 2);
    expect(stderr).toContain('aggregates, never names');
  });

  test('its contributions add up to ln of the score over the geometric mean of the eligible, within 1e-6', async () => {
    const rows = JSON.parse(
      (
        await koc(dir, [
          'query',
          "select author_key, status, koc_score from koc_candidates where brand_id = 'aurora' and week_start = (select max(week_start) from brand_weeks) order by author_key",
          '--json',
        ])
      ).stdout,
    ) as { author_key: string; status: string; koc_score: number }[];
    const eligible = rows.filter(({ status }) => status === 'listed' || status === 'eligible');
    const meanLn = eligible.reduce((sum, row) => sum + Math.log(row.koc_score), 0) / eligible.length;
    expect(eligible.length).toBeGreaterThan(3);
    for (const row of [
      eligible[0]!,
      eligible.at(-1)!,
      ...rows.filter(({ status }) => status === 'early').slice(0, 1),
    ]) {
      const [facts] = JSON.parse(
        (await koc(dir, ['explain', row.author_key, '--brand', 'aurora', '--json'])).stdout,
      ) as { decomposition: { contributions: Record<string, number>; sum: number; ln_ratio: number } }[];
      const { contributions, sum, ln_ratio } = facts!.decomposition;
      expect(Object.keys(contributions)).toHaveLength(8);
      const added = Object.values(contributions).reduce((total, part) => total + part, 0);
      expect(Math.abs(added - (Math.log(row.koc_score) - meanLn))).toBeLessThan(1e-6);
      expect(Math.abs(sum - ln_ratio)).toBeLessThan(1e-6);
    }
  });

  test('says by which rule an official account or a KOL is left out', async () => {
    const [out] = JSON.parse(
      (await koc(dir, ['query', "select author_key, class from left_out where class_reason = 'handle'", '--json']))
        .stdout,
    ) as { author_key: string; class: string }[];
    const official = (await truth()).authors.find((one) => one.role === 'official' && one.brand === 'aurora')!;
    const { stdout } = await koc(dir, ['explain', out!.author_key]);
    expect(stdout).toContain('未入选');
    const [told] = JSON.parse(
      (await koc(dir, ['explain', `${official.platform}:${official.id}`, '--json'])).stdout,
    ) as { left_out: { class: string }; words: { language: string; why: string[] }[] }[];
    expect(told?.left_out.class).toBe('official');
    expect(told?.words.map(({ why }) => why.length)).toEqual([1, 1]);
  });

  describe('--similar', () => {
    interface Similar {
      readonly candidate: { brandId: string; status: string };
      readonly similar: readonly {
        lookalike: { similarKey: string; rank: number; taste: number };
        words: { language: string; sentence: string }[];
        author: { name: string } | null;
      }[];
    }
    const keyWhere = async (condition: string) => {
      const sql = `select author_key from koc_candidates where brand_id = 'aurora' and ${condition} order by author_key limit 1`;
      const [row] = JSON.parse((await koc(dir, ['query', sql, '--json'])).stdout) as { author_key: string }[];
      return row!.author_key;
    };

    test('names who is most like a listed author, most alike first, each with a sentence', async () => {
      const author = ['explain', await keyWhere('rank = 1'), '--brand', 'aurora'];
      const [told] = JSON.parse((await koc(dir, [...author, '--similar', '--json'])).stdout) as Similar[];
      const similar = told!.similar;
      expect(similar.length).toBeGreaterThan(2);
      expect(similar.map(({ lookalike }) => lookalike.rank)).toEqual(similar.map((_, i) => i + 1));
      const { stdout } = await koc(dir, [...author, '--similar']);
      for (const { author: other, words } of similar) {
        expect(words.map(({ language }) => language)).toEqual(['zh', 'en']);
        expect(words[1]!.sentence).toMatch(/^Praises .+ \(taste \d?\.\d\d\), .+ platform, .+ language.*\.$/u);
        expect(stdout).toContain(words[0]!.sentence);
        expect(stdout).toContain(other!.name);
      }
      const plain = (await koc(dir, author)).stdout;
      expect(stdout.startsWith(plain)).toBe(true);
      expect((await koc(dir, [...author, '--json'])).stdout).not.toContain('similar');
    });

    test('says so where the author is not listed, as look-alikes are made for listed authors only', async () => {
      const author = ['explain', await keyWhere("status = 'early'"), '--brand', 'aurora', '--similar'];
      expect((await koc(dir, author)).stdout).toContain('只为名单上的作者');
      expect(JSON.parse((await koc(dir, [...author, '--json'])).stdout)).toMatchObject([{ similar: null }]);
    });
  });

  test('says so when an account is in no list', async () => {
    const { stderr } = await koc(dir, ['explain', 'weibo:nobody-at-all'], 2);
    expect(stderr).toContain('no candidate');
  });
});

test('status shows sources, outcomes and the current week', async () => {
  const status = JSON.parse((await koc(dir, ['status', '--json'])).stdout) as {
    sources: { id: string; outcome: string; records: number }[];
    publication: { week: string };
  };
  expect(status.publication.week).toBe('2026-W46');
  expect(status.sources.filter(({ id }) => !id.startsWith('koc_'))).toMatchObject([
    { id: 'notes', outcome: 'ok' },
    { id: 'microblog', outcome: 'ok' },
    { id: 'social', outcome: 'ok' },
  ]);
  expect((await koc(dir, ['status'])).stdout).toContain('published: 2026-W46');
});
