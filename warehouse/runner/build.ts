/** Builds models into a folder of Parquet files, one a table asked for. The folder appears whole or not at all. */
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Log } from '../contracts/collector.ts';
import { type Duck, literal, openDuck, quoted } from '../engines/duckdb.ts';
import { runChecks } from './checks.ts';
import { createLakeViews, createRefTables, type LakeFiles, type RefRows } from './inputs.ts';
import { type Model, upstream } from './load.ts';
import { materialise } from './materialise.ts';

export interface BuildInput {
  /** As `loadModels` gives them: each after what it reads. Those that no output needs are left out. */
  readonly models: readonly Model[];
  /** Tables to write; absent: every mart. */
  readonly outputs?: readonly string[];
  readonly lake: LakeFiles;
  readonly refs: RefRows;
  /** Replaced if it exists. Siblings named `<outDir>.part-…` are leftovers of killed builds and are removed. */
  readonly outDir: string;
  /** DuckDB threads; the bytes written do not depend on it. */
  readonly threads: number;
  /** As DuckDB takes it, for example `2GB`; what exceeds it spills to disk. */
  readonly memoryLimit: string;
  readonly log: Log;
  /** Aborting interrupts the running query; nothing is left behind. */
  readonly signal?: AbortSignal;
}

export interface BuiltTable {
  readonly name: string;
  readonly rows: number;
  /** Parquet file of an output; null for the tables between. */
  readonly file: string | null;
}

/** Throws CheckError when a check fails, KocError when a model does not run; then `outDir` is as it was before. */
export async function buildModels(input: BuildInput): Promise<{ readonly tables: readonly BuiltTable[] }> {
  const { outDir, signal } = input;
  await mkdir(dirname(outDir), { recursive: true });
  await removeLeftovers(outDir);
  const part = await mkdtemp(`${outDir}.part-`);
  try {
    const spillDir = join(part, 'spill');
    const tables = await (async () => {
      await using duck = await openDuck(':memory:', {
        threads: input.threads,
        memoryLimit: input.memoryLimit,
        spillDir,
      });
      const interrupt = () => duck.connection.interrupt();
      signal?.addEventListener('abort', interrupt);
      try {
        return await buildTables(duck, input, part);
      } finally {
        signal?.removeEventListener('abort', interrupt);
      }
    })();
    await rm(spillDir, { recursive: true, force: true });
    await rm(outDir, { recursive: true, force: true });
    await rename(part, outDir);
    return { tables };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    signal?.throwIfAborted();
    throw error;
  }
}

async function buildTables(duck: Duck, input: BuildInput, dir: string): Promise<BuiltTable[]> {
  // Sums are exact whole numbers, so the order of rows is free; the final COPY sorts.
  await duck.run('set preserve_insertion_order = false');
  await createLakeViews(duck, input.lake);
  await createRefTables(duck, input.refs);
  const outputs = input.outputs ?? input.models.filter(({ layer }) => layer === 'mart').map(({ name }) => name);
  const models = upstream(input.models, outputs);
  const lastReader = lastReaders(models);
  const tables: BuiltTable[] = [];
  for (const model of models) {
    input.signal?.throwIfAborted();
    const { rows } = await materialise(duck, model);
    await runChecks(duck, model, rows);
    const isOutput = outputs.includes(model.name);
    if (isOutput) await writeTable(duck, model, join(dir, `${model.name}.parquet`));
    if (rows !== null) {
      tables.push({ name: model.name, rows, file: isOutput ? join(input.outDir, `${model.name}.parquet`) : null });
      input.log.debug({ model: model.name, rows }, 'table built');
    }
    for (const name of lastReader.get(model.name) ?? []) await duck.run(`drop table ${quoted(name)}`);
  }
  return tables;
}

/** One file in the order of the grain: the same bytes on any number of threads. */
async function writeTable(duck: Duck, model: Model, file: string): Promise<void> {
  const order = model.header.grain.map(quoted).join(', ');
  await duck.run(
    `copy (select * from ${quoted(model.name)} order by ${order}) to ${literal(file)} (format parquet, compression zstd)`,
  );
}

/** For each model, the tables that nobody reads after it, so that memory holds only what is still needed. */
function lastReaders(models: readonly Model[]): ReadonlyMap<string, readonly string[]> {
  const behindView = new Map<string, readonly string[]>();
  const readLast = new Map<string, string>();
  for (const model of models) {
    const read = model.dependsOn.flatMap((name) => [name, ...(behindView.get(name) ?? [])]);
    if (model.header.materialised === 'view') behindView.set(model.name, read);
    for (const name of [model.name, ...read]) readLast.set(name, model.name);
  }
  const drops = new Map<string, string[]>();
  for (const model of models) {
    if (model.header.materialised === 'view') continue;
    const reader = readLast.get(model.name)!;
    drops.set(reader, [...(drops.get(reader) ?? []), model.name]);
  }
  return drops;
}

async function removeLeftovers(outDir: string): Promise<void> {
  const prefix = `${basename(outDir)}.part-`;
  for (const name of await readdir(dirname(outDir))) {
    if (name.startsWith(prefix)) await rm(join(dirname(outDir), name), { recursive: true, force: true });
  }
}
