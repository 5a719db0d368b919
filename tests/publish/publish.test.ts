/** What the outside may rely on: layout, bytes, classes, and `current` that never points to half a run. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { martForClass } from '../../warehouse/publish/classes.ts';
import { pointCurrentTo, pruneRuns } from '../../warehouse/publish/current.ts';
import { manifestSchema } from '../../warehouse/publish/manifest.ts';
import { publishRun } from '../../warehouse/publish/publish.ts';
import type { IdentityClass, PublishInput } from '../../warehouse/publish/types.ts';
import { key, market, WEEK_2 } from './market.ts';
import { testDir, writeWeek } from './marts.ts';

const SMALL = { threads: 1, memoryLimit: '256MB' };

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();
}

async function manifestOf(dir: string) {
  return manifestSchema.parse(JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')));
}

async function rows(sql: string, path = ':memory:'): Promise<readonly Readonly<Record<string, unknown>>[]> {
  await using duck = await openDuck(path, SMALL);
  return await duck.rows(sql); // closed on leaving: the query must have ended
}

/** Everything that a reader could find in Parquet and database, as one text. */
async function everyValue(dir: string): Promise<string> {
  await using duck = await openDuck(':memory:', SMALL);
  let text = await readFile(join(dir, 'manifest.json'), 'utf8');
  for (const file of await filesBelow(join(dir, 'parquet')))
    text += JSON.stringify(
      (await duck.connection.runAndReadAll(`from ${literal(join(dir, 'parquet', file))}`)).getRowObjectsJson(),
    );
  await duck.run(`attach ${literal(join(dir, 'koc.duckdb'))} as published (read_only)`);
  for (const { table_name: name } of await duck.rows(
    "select table_name from duckdb_tables() where database_name = 'published'",
  ))
    text += JSON.stringify((await duck.connection.runAndReadAll(`from published.${String(name)}`)).getRowObjectsJson());
  return text;
}

describe('a published run', () => {
  test('is pointed to by a relative link, and its manifest lists every file with its hash and size', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const result = await publishRun({
      ...input,
      writers: [
        async (part) => {
          await writeFile(join(part, 'hello.txt'), 'hello');
          return [{ path: 'hello.txt', rows: 1 }];
        },
      ],
    });
    expect(await readlink(join(input.exportsDir, 'current'))).toBe(input.run);
    expect(result.dir).toBe(join(input.exportsDir, input.run));
    const manifest = await manifestOf(result.dir);
    expect((await filesBelow(result.dir)).filter((path) => path !== 'manifest.json')).toEqual(
      manifest.files.map((file) => file.path),
    );
    for (const file of manifest.files) {
      const bytes = await readFile(join(result.dir, file.path));
      expect([file.path, file.bytes, file.sha256]).toEqual([
        file.path,
        bytes.byteLength,
        createHash('sha256').update(bytes).digest('hex'),
      ]);
    }
    expect(await readdir(input.exportsDir)).toEqual([input.run, 'current']);
    expect(manifest).toMatchObject({
      as_of: '2026-11-16',
      week: { iso: '2026-W46', start: '2026-11-09' },
      erased: { persons: 0, records: 2 },
      coverage: [{ source_id: 'notes', records_total_count: 12_000, first_date: '2026-05-01' }],
    });
  });

  test('has the same bytes whatever the run, the clock and the threads; the database has the same rows', async () => {
    await using one = await testDir();
    await using two = await testDir();
    const first = await publishRun({ ...(await market(one.path)), threads: 1 });
    // What the first run kept for later ones is taken away, so that the second writes everything itself.
    for (const week of (await market(two.path)).weeks)
      await rm(join(week.martDir, 'published'), { recursive: true, force: true });
    const second = await publishRun({
      ...(await market(two.path)),
      threads: 4,
      run: '20270101T000000Z-000000',
      createdAt: Date.UTC(2027, 0, 1),
    });
    const hashes = (files: typeof first.files) => files.filter((file) => file.path !== 'koc.duckdb');
    expect(hashes(second.files)).toEqual(hashes(first.files));
    expect(await everyValue(second.dir)).toContain(key(6));
    const bare = async (dir: string) => {
      const { run: _run, created_at: _at, files, ...rest } = await manifestOf(dir);
      return { ...rest, files: hashes(files) };
    };
    expect(await bare(second.dir)).toEqual(await bare(first.dir));
  });

  test('tells from the printed lists who is new, left, rose and fell', async () => {
    await using dir = await testDir();
    const { dir: run } = await publishRun(await market(dir.path));
    expect((await manifestOf(run)).changes).toEqual({
      since: '2026-11-09',
      brands: [
        {
          brand_id: 'aurora',
          new: 1,
          left: 1,
          risen: 1,
          fallen: 1,
          same: 0,
          author_keys: { new: [key(4)], left: [key(3)], risen: [key(2)], fallen: [key(1)] },
        },
      ],
    });
  });

  test('calls nobody new when nothing was printed before', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const { dir: run } = await publishRun({
      ...input,
      publications: input.publications.filter((line) => line.asOf === '2026-11-16'),
    });
    expect((await manifestOf(run)).changes).toMatchObject({ since: null, brands: [{ new: 0, left: 0 }] });
  });

  test('ignores printings after its as_of', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const later = input.publications.map((line) => ({ ...line, asOf: '2026-11-23', publishedAt: 9 }));
    const plain = await publishRun(input);
    const withLater = await publishRun({ ...input, run: 'z', publications: [...input.publications, ...later] });
    expect((await manifestOf(withLater.dir)).changes).toEqual((await manifestOf(plain.dir)).changes);
    const [count] = await rows('select count(*)::int as n from publications', join(withLater.dir, 'koc.duckdb'));
    expect(count).toEqual({ n: 6 });
  });
});

describe('parquet', () => {
  test('is one sorted file a mart and week, with the documented columns and types and week_start in the path', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const { dir: run } = await publishRun(input);
    for (const entry of input.dictionary) {
      const glob = literal(join(run, 'parquet', entry.mart, '**/*.parquet'));
      const described = await rows(`describe from read_parquet(${glob})`);
      const types = new Map(described.map((row) => [row['column_name'], row['column_type']]));
      const shown = entry.columns.filter(({ personal }) => personal !== 'direct');
      expect(types).toEqual(new Map(shown.map((column) => [column.name, column.type])));
      expect(await readdir(join(run, 'parquet', entry.mart))).toEqual([
        'week_start=2026-11-02',
        'week_start=2026-11-09',
      ]);
    }
    const file = literal(join(run, 'parquet/koc_candidates/week_start=2026-11-09/koc_candidates.parquet'));
    const [plain] = await rows(`select count(*)::int as n from parquet_schema(${file}) where name = 'week_start'`);
    expect(plain).toEqual({ n: 0 });
    const keys = (await rows(`select author_key from ${file}`)).map((row) => row['author_key']);
    expect(keys).toEqual([1, 2, 3, 4, 5, 6].map(key));
    const codecs = await rows(`select distinct compression from parquet_metadata(${file})`);
    expect(codecs).toEqual([{ compression: 'ZSTD' }]);
  });
});

test('a week that was published before is copied and not written again, at the same class only', async () => {
  await using dir = await testDir();
  const input = await market(dir.path);
  const week = await writeWeek(join(dir.path, 'own'), '2026-11-16', WEEK_2, input.dictionary);
  const at = async (run: string, parquet: IdentityClass) => {
    const { files } = await publishRun({ ...input, run, weeks: [week], classes: { ...input.classes, parquet } });
    return new Map(files.filter(({ path }) => path.startsWith('parquet/')).map((file) => [file.path, file]));
  };
  const first = await at('a', 'pseudonym');
  const kept = join(week.martDir, 'published');
  const names = await readdir(kept);
  expect(names.length).toBe(2 * first.size);
  const long = new Date('2001-01-01');
  for (const name of names) await utimes(join(kept, name), long, long);
  expect(await at('b', 'pseudonym')).toEqual(first);
  await at('c', 'handle');
  const times = await Promise.all((await readdir(kept)).map(async (name) => (await stat(join(kept, name))).mtime));
  expect(times).toEqual(names.map(() => long));
  const path = 'parquet/koc_candidates/week_start=2026-11-09/koc_candidates.parquet';
  const [named] = await rows(`select count(author_name)::int as n from ${literal(join(input.exportsDir, 'c', path))}`);
  expect(named).toEqual({ n: 6 });
});

describe('privacy classes', () => {
  const NAMES = /old name|evil|smile|script|id-of-|post-of-|xhs\.example|third bottle|水润/u;
  const at = async (path: string, identityClass: IdentityClass, more: Partial<PublishInput> = {}) => {
    const input = await market(path, more);
    const classes = { ...input.classes, parquet: identityClass, duckdb: identityClass };
    return publishRun({ ...input, classes });
  };

  test('pseudonym carries keys, and no handle, text, link or platform id', async () => {
    await using dir = await testDir();
    const values = await everyValue((await at(dir.path, 'pseudonym')).dir);
    expect(values).toContain(key(1));
    expect(values).not.toMatch(NAMES);
  });

  test('aggregate has no row about a person, not even a key', async () => {
    await using dir = await testDir();
    const { dir: run } = await at(dir.path, 'aggregate');
    const totals = (await market(dir.path)).dictionary
      .map(({ mart }) => mart)
      .filter((mart) => /^(brand_.*|authenticity_counts|coverage|left_out_counts)$/u.test(mart));
    expect((await readdir(join(run, 'parquet'))).sort()).toEqual(totals);
    const values = await everyValue(run);
    expect(values).not.toMatch(NAMES);
    for (const n of [1, 2, 3, 4, 5, 6]) expect(values).not.toContain(key(n));
    const tables = await rows('select table_name from duckdb_tables()', join(run, 'koc.duckdb'));
    expect(tables.map((row) => row['table_name']).sort()).toEqual(totals);
  });

  test('a column that could lead to a person is left out of totals, and a direct one out of pseudonyms', () => {
    const column = (name: string, personal: 'none' | 'linkable' | 'direct') => ({
      name,
      personal,
      type: 'VARCHAR',
      says: '',
    });
    const entry = {
      mart: 'm',
      about: '',
      grain: ['brand_id'],
      columns: [column('brand_id', 'none'), column('author_key', 'linkable'), column('nickname', 'direct')],
    };
    const names = (identityClass: IdentityClass) => {
      const mart = martForClass(entry, identityClass);
      return [...(mart?.columns ?? []), ...(mart?.fromIdentity ?? [])].map(({ name }) => name);
    };
    expect(names('aggregate')).toEqual(['brand_id']);
    expect(names('pseudonym')).toEqual(['brand_id', 'author_key']);
    expect(names('handle')).toEqual(['brand_id', 'author_key', 'nickname', 'author_name', 'author_url']);
    expect(martForClass({ ...entry, grain: ['author_key'] }, 'aggregate')).toBeNull();
  });

  test('handle joins names and links as they were known before each week', async () => {
    await using dir = await testDir();
    const { dir: run } = await at(dir.path, 'handle');
    const named = await rows(
      `select author_name, author_url from ${literal(join(run, 'parquet/koc_candidates/week_start=2026-11-09/koc_candidates.parquet'))} order by author_key limit 2`,
    );
    expect(named).toEqual([
      { author_name: '<script>alert(1)</script>"\'`&amp;', author_url: 'https://old.example/1' },
      { author_name: '=HYPERLINK("http://evil.example","x")', author_url: 'javascript:alert(1)' },
    ]);
    const posts = await rows('select distinct author_name, post_url from ugc_candidates', join(run, 'koc.duckdb'));
    expect(posts).toEqual([{ author_name: '<script>alert(1)</script>"\'`&amp;', post_url: 'https://xhs.example/p/1' }]);
  });

  test('identity is not even opened below class handle', async () => {
    await using dir = await testDir();
    const missing = [join(dir.path, 'does-not-exist.parquet')];
    const identity = { identity_authors: missing, identity_posts: missing };
    await expect(at(dir.path, 'pseudonym', { identity })).resolves.toBeDefined();
    await expect(at(dir.path, 'handle', { identity, run: 'b' })).rejects.toThrow();
  });
});

describe('koc.duckdb', () => {
  test('is closed, names no path of this machine, and documents every column', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const { dir: run } = await publishRun(input);
    expect(await filesBelow(run)).not.toContain('koc.duckdb.wal');
    expect((await readFile(join(run, 'koc.duckdb'))).includes(dir.path)).toBe(false);
    const undocumented = await rows(
      `select table_name as thing, column_name as part from duckdb_columns() where not internal and comment is null
      union all select view_name, null from duckdb_views() where not internal and comment is null
      union all select function_name, null from duckdb_functions() where not internal and comment is null`,
      join(run, 'koc.duckdb'),
    );
    expect(undocumented).toEqual([]);
    const [weeks] = await rows(
      'select count(distinct week_start)::int as n from koc_candidates',
      join(run, 'koc.duckdb'),
    );
    expect(weeks).toEqual({ n: 2 });
  });

  test('keeps rank and change as printed while restated rows follow the models', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const { dir: run } = await publishRun(input);
    const printed = await rows(
      "select author_key, rank::int as rank, previous_rank::int as previous_rank, rank_change::int as rank_change, is_new, index_value, share from koc_published where as_of = date '2026-11-16' order by rank",
      join(run, 'koc.duckdb'),
    );
    expect(printed).toEqual([
      { author_key: key(2), rank: 1, previous_rank: 2, rank_change: 1, is_new: false, index_value: 60, share: 0.41 },
      { author_key: key(1), rank: 2, previous_rank: 1, rank_change: -1, is_new: false, index_value: 59, share: 0.41 },
      {
        author_key: key(4),
        rank: 3,
        previous_rank: null,
        rank_change: null,
        is_new: true,
        index_value: 58,
        share: null,
      },
    ]);
    const [restated] = await rows('select count(*)::int as n from koc_restated', join(run, 'koc.duckdb'));
    expect(restated).toEqual({ n: 9 });
  });
});

describe('current', () => {
  test('still points to the last good run when a writer fails, and the next run clears what was left', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    await publishRun({ ...input, run: 'a' });
    await mkdir(join(input.exportsDir, 'killed.part'));
    await expect(
      publishRun({ ...input, run: 'b', writers: [() => Promise.reject(new Error('disk full'))] }),
    ).rejects.toThrow('disk full');
    expect(await readlink(join(input.exportsDir, 'current'))).toBe('a');
    expect(await readdir(input.exportsDir)).toEqual(['a', 'current']);
    await publishRun({ ...input, run: 'c' });
    expect(await readlink(join(input.exportsDir, 'current'))).toBe('c');
  });

  test('does not move for marts that differ from their dictionary, and the error says how', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const entry = input.dictionary.find(({ mart }) => mart === 'author_profiles');
    const odd = input.dictionary.map((each) =>
      each === entry ? { ...each, columns: each.columns.filter((column) => column.personal === 'none') } : each,
    );
    const week = await writeWeek(join(dir.path, 'odd'), '2026-11-16', {}, odd);
    await expect(publishRun({ ...input, weeks: [week] })).rejects.toThrow(/mart author_profiles of 2026-W46 lacks /u);
    await expect(stat(join(input.exportsDir, 'current'))).rejects.toThrow();
  });

  test('is never pruned, nor is a run younger than it', async () => {
    await using dir = await testDir();
    for (const run of ['r1', 'r2', 'r3', 'r4', 'r5']) await mkdir(join(dir.path, run));
    await pointCurrentTo(dir.path, 'r3');
    expect(await pruneRuns(dir.path, 1)).toEqual(['r1', 'r2']);
    expect((await readdir(dir.path)).sort()).toEqual(['current', 'r3', 'r4', 'r5']);
    await pointCurrentTo(dir.path, 'r5');
    expect(await pruneRuns(dir.path, 2)).toEqual(['r3']);
  });

  test('a run id is used once', async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    await publishRun(input);
    await expect(publishRun(input)).rejects.toThrow(/exists already/u);
  });
});
