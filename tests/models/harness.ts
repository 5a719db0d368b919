/** Runs models over rows that a case gives, in memory: cells that the case leaves out come from `defaults.ts`. */
import { fileURLToPath } from 'node:url';
import { LAKE_TABLES } from '../../warehouse/contracts/lake.ts';
import { REF_TABLES, type RefTableName } from '../../warehouse/contracts/ref_tables.ts';
import { type Duck, type DuckRow, literal, openDuck, quoted } from '../../warehouse/engines/duckdb.ts';
import { runChecks } from '../../warehouse/runner/checks.ts';
import { createLakeViews, createRefTables, NO_REFS, type RefRow } from '../../warehouse/runner/inputs.ts';
import { loadModels, type Model, upstream } from '../../warehouse/runner/load.ts';
import { materialise } from '../../warehouse/runner/materialise.ts';
import { DEFAULTS, defaultParams, type GivenCell, type GivenRow } from './defaults.ts';

export const MODELS_DIR = fileURLToPath(new URL('../../models/', import.meta.url));

/** Rows by table (`lake_posts`, `ref_brands`, …); `params` holds what differs from the defaults, in one row. */
export type Given = Readonly<Record<string, readonly GivenRow[]>>;

let loaded: Promise<Model[]> | undefined;
export function allModels(): Promise<Model[]> {
  loaded ??= loadModels(MODELS_DIR);
  return loaded;
}

/** Rows of each target, in the order of its grain; dates as `YYYY-MM-DD`, whole numbers as number. */
export async function runModels(given: Given, targets: readonly string[]): Promise<Record<string, DuckRow[]>> {
  const models = upstream(await allModels(), targets);
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '512MB' });
  await giveRows(duck, given);
  for (const model of models) {
    const { rows } = await materialise(duck, model);
    await runChecks(duck, model, rows);
  }
  const answers: Record<string, DuckRow[]> = {};
  for (const target of targets) {
    const { grain } = models.find((model) => model.name === target)!.header;
    const rows = await duck.rows(`select * from ${quoted(target)} order by ${grain.map(quoted).join(', ')}`);
    answers[target] = rows.map(plain);
  }
  return answers;
}

async function giveRows(duck: Duck, given: Given): Promise<void> {
  const known = new Set([...LAKE_TABLES.map(({ name }) => `lake_${name}`), ...REF_TABLES.map(({ name }) => name)]);
  for (const table of Object.keys(given)) if (!known.has(table)) throw new Error(`the case gives rows of ${table}`);
  await createLakeViews(duck, {});
  const refs: Record<RefTableName, readonly RefRow[]> = { ...NO_REFS };
  for (const { name } of REF_TABLES)
    refs[name] = (given[name] ?? []).map((row) => ({ ...DEFAULTS[name]?.(row), ...row }));
  refs.params = [{ ...defaultParams(), ...given['params']?.[0] }];
  await createRefTables(duck, refs);
  for (const { name, columns } of LAKE_TABLES) {
    const table = `lake_${name}`;
    const rows = (given[table] ?? []).map((row): GivenRow => ({ ...DEFAULTS[table]?.(row), ...row }));
    const unknown = rows.flatMap(Object.keys).find((key) => !columns.some((column) => column.name === key));
    if (unknown !== undefined) throw new Error(`the case gives ${table} a column ${unknown}`);
    const values = rows.map((row) => `(${columns.map((column) => sqlCell(row[column.name] ?? null)).join(', ')})`);
    if (values.length > 0) await duck.run(`insert into ${table} values ${values.join(', ')}`);
  }
}

const sqlCell = (cell: GivenCell): string => (typeof cell === 'string' ? literal(cell) : String(cell));

function plain(row: DuckRow): DuckRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value === 'bigint') return [name, Number(value)];
      return [name, value instanceof Date ? value.toISOString().slice(0, 10) : value];
    }),
  );
}
