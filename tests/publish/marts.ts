/** Small marts for tests, in the shape of the real models' dictionary, so that a changed column shows here first. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDENTITY_TABLES } from '../../warehouse/contracts/identity_tables.ts';
import { parseAsOf, zoneOffset } from '../../warehouse/contracts/time.ts';
import { type Duck, literal, openDuck, quoted } from '../../warehouse/engines/duckdb.ts';
import type { DictionaryEntry, IdentityFiles, PublishedWeek } from '../../warehouse/publish/types.ts';
import { dictionary } from '../../warehouse/runner/dictionary.ts';
import { loadModels } from '../../warehouse/runner/load.ts';

export type Row = Readonly<Record<string, string | number | boolean | null>>;
export type Marts = Readonly<Record<string, readonly Row[]>>;

const OFFSET = zoneOffset('Asia/Shanghai');
const SMALL = { threads: 1, memoryLimit: '512MB' };

/** Dictionary of the project's own models. */
export async function realDictionary(): Promise<DictionaryEntry[]> {
  return dictionary(await loadModels(join(import.meta.dirname, '../../models')));
}

export interface TestDir extends AsyncDisposable {
  readonly path: string;
}

export async function testDir(): Promise<TestDir> {
  const path = await mkdtemp(join(tmpdir(), 'koc-publish-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** No dictionary tells of it, since no file of data carries it. */
const PERSON_ACCOUNTS = ['as_of', 'week_start', 'iso_week', 'author_key', 'account_key', 'platform'].map((name) => ({
  name,
  type: 'VARCHAR',
}));

/** Writes one week of marts; what a row does not say is null, and the weekly columns are filled in. */
export async function writeWeek(
  dir: string,
  asOfDate: string,
  marts: Marts,
  entries: readonly DictionaryEntry[],
): Promise<PublishedWeek> {
  const asOf = parseAsOf(asOfDate, OFFSET);
  const martDir = join(dir, `week-${asOfDate}`);
  await mkdir(martDir, { recursive: true });
  const weekly: Row = {
    as_of: asOf.date,
    week_start: asOf.weekStart,
    iso_week: asOf.isoWeek,
    schema_version: 1,
    model_version: 'test-1',
  };
  await using duck = await openDuck(':memory:', SMALL);
  for (const entry of entries) {
    const rows = (marts[entry.mart] ?? []).map((row) => ({ ...weekly, ...row }));
    await writeTable(duck, join(martDir, `${entry.mart}.parquet`), entry.columns, rows);
  }
  await writeTable(duck, join(martDir, 'person_accounts.parquet'), PERSON_ACCOUNTS, marts['person_accounts'] ?? []);
  return { asOf, martDir };
}

/** Writes the identity tables; `observed_day_no` decides from which week on a row is known. */
export async function writeIdentity(
  dir: string,
  authors: readonly Row[],
  posts: readonly Row[],
): Promise<IdentityFiles> {
  const types = { text: 'VARCHAR', bigint: 'BIGINT', boolean: 'BOOLEAN', timestamp: 'TIMESTAMP' } as const;
  const files: Record<string, string[]> = {};
  await using duck = await openDuck(':memory:', SMALL);
  for (const table of IDENTITY_TABLES) {
    const columns = table.columns.map(({ name, type }) => ({ name, type: types[type as keyof typeof types] }));
    const path = join(dir, `${table.name}.parquet`);
    await writeTable(duck, path, columns, table.name === 'identity_authors' ? authors : posts);
    files[table.name] = [path];
  }
  return files as unknown as IdentityFiles;
}

async function writeTable(
  duck: Duck,
  path: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  rows: readonly Row[],
): Promise<void> {
  await duck.run(
    `create or replace table t (${columns.map((column) => `${quoted(column.name)} ${column.type}`).join(', ')})`,
  );
  for (const row of rows) {
    const unknown = Object.keys(row).filter((key) => !columns.some((column) => column.name === key));
    if (unknown.length > 0) throw new Error(`no such column: ${unknown.join(', ')} (${path})`);
    const marks = columns.map((column, i) => `cast($${i + 1} as ${column.type})`).join(', ');
    await duck.run(
      `insert into t select ${marks}`,
      columns.map((column) => row[column.name] ?? null),
    );
  }
  await duck.run(`copy t to ${literal(path)} (format parquet, compression zstd)`);
}
