/** An older DuckDB, pyarrow, pandas, polars and openpyxl read a published run with the documented columns, types and rows. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readLists } from '../../jobs/report/lists.ts';
import { reportWriters } from '../../jobs/report/writers.ts';
import { attachSql, readTables } from '../../warehouse/publish/attach.ts';
import { DATABASE_FILE } from '../../warehouse/publish/database.ts';
import { publishRun } from '../../warehouse/publish/publish.ts';
import { BRANDS, CLASSES, key, market } from './market.ts';
import { testDir } from './marts.ts';

const python = process.env['KOC_READERS_PYTHON'];

const typed = { types: z.record(z.string(), z.string()), rows: z.int() };
const seenSchema = z.object({
  versions: z.object({ duckdb: z.string() }),
  database: z.object({
    tables: z.record(z.string(), z.record(z.string(), z.tuple([z.string(), z.string().nullable()]))),
    rows: z.record(z.string(), z.int()),
    macros: z.record(z.string(), z.int()),
  }),
  attached: z.record(z.string(), z.int()),
  parquet: z.record(
    z.string(),
    z.object({ ...typed, files: z.array(z.string()), pandas: z.object(typed), polars: z.object(typed) }),
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

/** What other readers call the dictionary's types, and the partition column. pandas as docs/parquet.md says, on Arrow's types. */
const TYPES: Readonly<Record<'pyarrow' | 'pandas' | 'polars', Readonly<Record<string, string>>>> = {
  pyarrow: {
    VARCHAR: 'string',
    BIGINT: 'int64',
    DOUBLE: 'double',
    BOOLEAN: 'bool',
    DATE: 'date32[day]',
    TIMESTAMP: 'timestamp[us]',
    week_start: 'dictionary<values=string, indices=int32, ordered=0>',
  },
  pandas: {
    VARCHAR: 'string[pyarrow]',
    BIGINT: 'int64[pyarrow]',
    DOUBLE: 'double[pyarrow]',
    BOOLEAN: 'bool[pyarrow]',
    DATE: 'date32[day][pyarrow]',
    TIMESTAMP: 'timestamp[us][pyarrow]',
    week_start: 'dictionary<values=string, indices=int32, ordered=0>[pyarrow]',
  },
  polars: {
    VARCHAR: 'String',
    BIGINT: 'Int64',
    DOUBLE: 'Float64',
    BOOLEAN: 'Boolean',
    DATE: 'Date',
    TIMESTAMP: "Datetime(time_unit='us', time_zone=None)",
    week_start: 'Date',
  },
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
        keywords: { isEnabled: false, file: null },
        workbook: { language: null },
        publish: { languages: ['zh', 'en'] as const, identity: CLASSES, keepRuns: 3 },
      },
    };
    const lists = await readLists({ ws, week: { asOf: week.asOf, dir: week.martDir }, identity: input.identity });
    const { dir: run } = await publishRun({ ...input, writers: reportWriters(ws, lists, null) });
    const database = join(run, DATABASE_FILE);
    const tables = await readTables(database, { threads: 1, memoryLimit: '512MB' });
    const client = { name: "客户 'A'", database, schemaVersion: 1, asOf: '2026-11-16', isoWeek: '2026-W46', tables };
    const attach = join(dir.path, 'attach.sql');
    await writeFile(attach, attachSql([client]));
    const script = join(import.meta.dirname, '../readers/read_exports.py');
    const { stdout } = await promisify(execFile)(python!, [script, run, attach, key(2)], { maxBuffer: 1e8 });
    const seen = seenSchema.parse(JSON.parse(stdout));

    expect(seen.versions.duckdb).toBe('1.1.3');
    for (const { mart, columns } of input.dictionary) {
      const shown = columns.filter(({ personal }) => personal !== 'direct');
      expect(seen.database.tables[mart]).toEqual(
        Object.fromEntries(shown.map(({ name, type, says }) => [name, [type, says]])),
      );
      const parquet = seen.parquet[mart]!;
      const found = { pyarrow: parquet, pandas: parquet.pandas, polars: parquet.polars };
      for (const [reader, types] of Object.entries(TYPES) as [keyof typeof TYPES, Record<string, string>][]) {
        const named = shown.map(({ name, type }) => [name, types[name] ?? types[type]]);
        expect([reader, mart, found[reader].types]).toEqual([reader, mart, Object.fromEntries(named)]);
        expect(found[reader].rows).toBe(seen.database.rows[mart]);
      }
      expect(parquet.files).toEqual(['2026-11-02', '2026-11-09'].map((day) => `week_start=${day}/${mart}.parquet`));
    }
    expect(Object.values(seen.database.macros)).toEqual([2, 3, 4, 1, 2, 2, 8]);
    expect(seen.attached).toEqual(seen.database.macros);
    expect(seen.database.rows).toMatchObject({ koc_candidates: 9, publications: 6, koc_published: 6, koc_restated: 9 });

    expect(seen.workbook.map((sheet) => sheet.formulas)).toEqual(seen.workbook.map(() => 0));
    expect(seen.workbook.flatMap((sheet) => sheet.links).filter((link) => !/^https?:/u.test(link))).toEqual([]);
  },
);
