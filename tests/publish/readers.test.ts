/** An older DuckDB, pyarrow and openpyxl read a published run with the documented columns, types and rows. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readLists } from '../../jobs/report/lists.ts';
import { reportWriters } from '../../jobs/report/writers.ts';
import { publishRun } from '../../warehouse/publish/publish.ts';
import { BRANDS, CLASSES, market } from './market.ts';
import { testDir } from './marts.ts';

const python = process.env['KOC_READERS_PYTHON'];

const seenSchema = z.object({
  versions: z.object({ duckdb: z.string() }),
  database: z.object({
    tables: z.record(z.string(), z.record(z.string(), z.tuple([z.string(), z.string().nullable()]))),
    rows: z.record(z.string(), z.int()),
  }),
  parquet: z.record(
    z.string(),
    z.object({ types: z.record(z.string(), z.string()), rows: z.int(), files: z.array(z.string()) }),
  ),
  workbook: z.array(
    z.object({
      name: z.string(),
      freeze: z.string().nullable(),
      filter: z.string().nullable(),
      rows: z.int(),
      formulas: z.int(),
      links: z.array(z.string()),
      formats: z.array(z.string()),
    }),
  ),
});

/** What pyarrow calls the dictionary's types; the partition column is a text to it. */
const ARROW: Readonly<Record<string, string>> = {
  VARCHAR: 'string',
  BIGINT: 'int64',
  DOUBLE: 'double',
  BOOLEAN: 'bool',
  DATE: 'date32[day]',
  TIMESTAMP: 'timestamp[us]',
};

test.skipIf(python === undefined)(
  'other readers see the documented columns, types, comments and rows (needs KOC_READERS_PYTHON: a Python with tests/readers/requirements.txt)',
  async () => {
    await using dir = await testDir();
    const input = await market(dir.path);
    const week = input.weeks.at(-1)!;
    const ws = {
      config: {
        brands: BRANDS,
        people: [],
        workbook: { language: null },
        publish: { languages: ['zh', 'en'] as const, identity: CLASSES, keepRuns: 3 },
      },
    };
    const lists = await readLists({ ws, week: { asOf: week.asOf, dir: week.martDir }, identity: input.identity });
    const { dir: run } = await publishRun({ ...input, writers: reportWriters(ws, lists, null) });
    const script = join(import.meta.dirname, '../readers/read_exports.py');
    const { stdout } = await promisify(execFile)(python!, [script, run], { maxBuffer: 1e8 });
    const seen = seenSchema.parse(JSON.parse(stdout));

    expect(seen.versions.duckdb).toBe('1.1.3');
    for (const { mart, columns } of input.dictionary) {
      expect(seen.database.tables[mart]).toEqual(
        Object.fromEntries(columns.map(({ name, type, says }) => [name, [type, says]])),
      );
      const arrow = columns.map(({ name, type }) => [
        name,
        name === 'week_start' ? 'dictionary<values=string, indices=int32, ordered=0>' : ARROW[type],
      ]);
      expect(seen.parquet[mart]?.types).toEqual(Object.fromEntries(arrow));
      expect(seen.parquet[mart]?.rows).toBe(seen.database.rows[mart]);
      expect(seen.parquet[mart]?.files).toEqual(
        ['2026-11-02', '2026-11-09'].map((day) => `week_start=${day}/${mart}.parquet`),
      );
    }
    expect(seen.database.rows).toMatchObject({ koc_candidates: 9, publications: 6, koc_published: 6, koc_restated: 9 });

    expect(seen.workbook.map((sheet) => sheet.formulas)).toEqual(seen.workbook.map(() => 0));
    expect(seen.workbook.flatMap((sheet) => sheet.links).filter((link) => !/^https?:/u.test(link))).toEqual([]);
  },
);
