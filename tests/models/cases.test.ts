/** Runs every case of `cases/*.yaml`: given rows, expected rows. A case names the rows and columns that its promise is about. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { runModels } from './harness.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const row = z.record(z.string(), cell);
const caseFile = z.strictObject({
  model: z.string(),
  /** Rows that every case of the file starts from. */
  given: z.record(z.string(), z.array(row)).default({}),
  cases: z.array(
    z.strictObject({
      promise: z.string(),
      given: z.record(z.string(), z.array(row)).default({}),
      /** All rows of the model in the order of its grain, each with the columns of interest; numbers within 1e-6. */
      expect: z.array(row),
    }),
  ),
});

const dir = fileURLToPath(new URL('./cases/', import.meta.url));

for (const file of readdirSync(dir).filter((name) => name.endsWith('.yaml'))) {
  const { model, given: shared, cases } = caseFile.parse(parse(readFileSync(`${dir}${file}`, 'utf8')));
  describe(model, () => {
    test.each(cases)('$promise', async ({ given, expect: expected }) => {
      const tables = { ...shared };
      for (const [table, rows] of Object.entries(given)) tables[table] = [...(tables[table] ?? []), ...rows];
      const { [model]: rows = [] } = await runModels(tables, [model]);
      const shown = rows.map((found, i) =>
        Object.fromEntries(Object.keys(expected[i] ?? found).map((name) => [name, found[name]])),
      );
      expect(shown).toEqual(
        expected.map((wanted) =>
          Object.fromEntries(
            Object.entries(wanted).map(([name, value]) => [
              name,
              typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 6) : value,
            ]),
          ),
        ),
      );
    });
  });
}
