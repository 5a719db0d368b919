/** Loads the models of a folder: one `.sql` file a table. What is returned can be built in that order. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { KocError } from '../contracts/errors.ts';
import { LAKE_TABLES } from '../contracts/lake.ts';
import { REF_TABLES } from '../contracts/ref_tables.ts';
import { openDuck } from '../engines/duckdb.ts';
import { inOrder, tablesRead } from './dependencies.ts';
import { type ModelHeader, parseModel } from './header.ts';
import { LAYER_FOLDER, type Layer, layerOf } from './layers.ts';

export interface Model {
  /** Table name = file name. */
  readonly name: string;
  readonly layer: Layer;
  /** Relative to the models folder, with `/`. */
  readonly file: string;
  /** The whole file, for fingerprints. */
  readonly source: string;
  /** The SELECT alone. */
  readonly sql: string;
  readonly header: ModelHeader;
  /** Tables that its SELECT reads: models, `lake_…`, `ref_…`, `params`. Sorted. */
  readonly reads: readonly string[];
  /** `reads` and what its checks look at. Sorted. */
  readonly dependsOn: readonly string[];
}

/** Tables that exist before the first model. */
export const GIVEN_TABLES: ReadonlySet<string> = new Set([
  ...LAKE_TABLES.map((table) => `lake_${table.name}`),
  ...REF_TABLES.map((table) => table.name),
]);

/** Reads and orders all models below `dir` (`prelude/` apart). Throws KocError naming file and fault. */
export async function loadModels(dir: string): Promise<Model[]> {
  const entries = await readdir(dir, { recursive: true });
  const files = entries
    .map((entry) => entry.split(sep).join('/'))
    .filter((file) => file.endsWith('.sql') && !file.startsWith('prelude/'))
    .sort();
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '256MB' });
  const models: Model[] = [];
  for (const file of files) {
    const source = await readFile(join(dir, file), 'utf8');
    const { header, sql } = parseModel(file, source);
    const name = basename(file, '.sql');
    const layer = layerOf(name);
    const twin = models.find((model) => model.name === name);
    if (twin !== undefined || GIVEN_TABLES.has(name)) {
      throw new KocError(`${file}: the name ${name} is taken by ${twin?.file ?? 'a table of the lake or config'}`, {
        hint: 'Rename the file.',
      });
    }
    if (!file.startsWith(`${LAYER_FOLDER[layer]}/`)) {
      throw new KocError(`${file}: ${name} belongs to ${LAYER_FOLDER[layer]}/`, {
        hint: 'stg_… live in staging/, int_… in intermediate/, all others in marts/.',
      });
    }
    if (layer === 'mart') requireMartChecks(file, header);
    const related = Object.values(header.checks.relationships).map((target) => target.split('.')[0]!);
    const reads = await tablesRead(duck, file, sql);
    const dependsOn = [...new Set([...reads, ...related])].sort();
    models.push({ name, layer, file, source, sql, header, reads, dependsOn });
  }
  return inOrder(models, GIVEN_TABLES);
}

/** Those models that `names` need, themselves included, in the same order. */
export function upstream(models: readonly Model[], names: readonly string[]): Model[] {
  const needed = new Set(names);
  for (const model of models.toReversed())
    if (needed.has(model.name)) for (const table of model.dependsOn) needed.add(table);
  return models.filter((model) => needed.has(model.name));
}

function requireMartChecks(file: string, header: ModelHeader): void {
  const { unique, not_null: notNull = [] } = header.checks;
  const sameGrain = unique !== undefined && [...unique].sort().join() === [...header.grain].sort().join();
  const missing = header.grain.filter((column) => !notNull.includes(column));
  if (sameGrain && missing.length === 0) return;
  throw new KocError(`${file}: a mart checks that its grain is unique and not null (${header.grain.join(', ')})`, {
    hint: 'Add the grain to checks.unique and checks.not_null.',
  });
}
