/** Published columns are a promise: within one schema version none goes, moves or changes its type (docs/parquet.md). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { SCHEMA_VERSION } from '../../warehouse/contracts/ref_tables.ts';
import { PUBLICATION_COLUMNS, PUBLICATIONS } from '../../warehouse/publish/publications.ts';
import { dictionary } from '../../warehouse/runner/dictionary.ts';
import { allModels } from './harness.ts';

const FILE = join(import.meta.dirname, 'columns.json');
const columnsFile = z.object({ schema_version: z.int(), tables: z.record(z.string(), z.array(z.string())) });

/** What `tables` breaks of what was promised: `table: column TYPE`, and `table: order` where kept columns changed places. */
function broken(
  promised: Readonly<Record<string, readonly string[]>>,
  tables: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.entries(promised).flatMap(([table, columns]) => {
    const now = tables[table] ?? [];
    const gone = columns.filter((column) => !now.includes(column));
    const kept = now.filter((column) => columns.includes(column));
    const moved = kept.join() !== columns.filter((column) => now.includes(column)).join();
    return [...gone.map((column) => `${table}: ${column}`), ...(moved ? [`${table}: order`] : [])];
  });
}

test('no published column goes, moves or changes its type unless SCHEMA_VERSION rises', async () => {
  const marts = await dictionary(await allModels());
  const tables = Object.fromEntries([
    ...marts.map(({ mart, columns }) => [mart, columns.map(({ name, type }) => `${name} ${type}`)]),
    [PUBLICATIONS, PUBLICATION_COLUMNS.map(([name, type]) => `${name} ${type}`)],
  ]);
  const promised = columnsFile.parse(JSON.parse(await readFile(FILE, 'utf8')));
  expect(SCHEMA_VERSION).toBeGreaterThanOrEqual(promised.schema_version);
  if (SCHEMA_VERSION === promised.schema_version) expect(broken(promised.tables, tables)).toEqual([]);
  // New columns and a new version are written down with `vitest -u`, after the lines above.
  await expect(`${JSON.stringify({ schema_version: SCHEMA_VERSION, tables }, null, 2)}\n`).toMatchFileSnapshot(FILE);
});

test('a column that goes, moves or changes its type is found, a new one is not', () => {
  const promised = { koc: ['a VARCHAR', 'b BIGINT', 'c DATE'], gone: ['a VARCHAR'] };
  expect(broken(promised, { koc: ['a VARCHAR', 'new DOUBLE', 'b BIGINT', 'c DATE'], gone: ['a VARCHAR'] })).toEqual([]);
  expect(broken(promised, { koc: ['b BIGINT', 'a VARCHAR', 'c TIMESTAMP'] })).toEqual([
    'koc: c DATE',
    'koc: order',
    'gone: a VARCHAR',
  ]);
});
