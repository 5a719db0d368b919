/** Builds the tables of one `as_of` from the lake, memoised: the same evidence, config and models give the same folder. */
import { access, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LakeTableName } from '../../warehouse/contracts/lake.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import { writePasses } from '../../warehouse/lake/passes.ts';
import { buildModels } from '../../warehouse/runner/build.ts';
import { loadModels, type Model, upstream } from '../../warehouse/runner/load.ts';
import { type BacktestParams, refTables } from '../config/ref_tables.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';
import { type LakeState, syncLake } from './lake.ts';
import { MODELS_DIR, modelVersion } from './model_version.ts';
import { PUBLISHED_FILE } from './published_build.ts';
import { searchRows } from './searches.ts';

export interface BuiltWeek {
  readonly asOf: AsOf;
  /** Holds `<table>.parquet` for every table asked for: in builds of a week all marts. */
  readonly dir: string;
  readonly fingerprint: string;
  readonly models: readonly Model[];
}

/** What a build for a back-test asks for instead of the marts of a week. */
export interface BacktestBuild {
  readonly params: BacktestParams;
  readonly outputs: readonly string[];
}

/**
 * Builds the models that the asked tables need, from the lake tables that those read; nothing else decides whether it is made
 * again. Throws CheckError when a check of a model fails; nothing is left behind then.
 */
export async function buildTables(
  ws: Workspace,
  ctx: RunContext,
  lake: LakeState,
  allModels: readonly Model[],
  asOf: AsOf,
  backtest: BacktestBuild | null = null,
): Promise<BuiltWeek> {
  const outputs = backtest?.outputs ?? allModels.filter(({ layer }) => layer === 'mart').map(({ name }) => name);
  const models = upstream(allModels, outputs);
  const read = new Set(models.flatMap((model) => model.dependsOn));
  const { calibration } = lake.reading;
  const version = modelVersion(allModels, lake.reading);
  const searches = read.has('ref_searches') ? await searchRows(ws, lake.searches, asOf) : [];
  const refs = refTables(ws, asOf, version, calibration?.sources, backtest?.params, searches);
  const passes = read.has('lake_passes') ? lake.passes.filter((pass) => pass.observedDayNo < asOf.day) : [];
  const files: Partial<Record<LakeTableName, string[]>> = {};
  const evidence: string[] = [];
  for (const [table, parts] of Object.entries(lake.tables) as [LakeTableName, LakeState['tables'][LakeTableName]][]) {
    if (!read.has(`lake_${table}`)) continue;
    const seen = parts.filter((part) => part.admittedFromDay < asOf.day);
    files[table] = seen.map((part) => part.path);
    evidence.push(...seen.map((part) => `${table}/${part.name}`));
  }
  const name = fingerprint(
    asOf,
    refs,
    models.map((model) => [model.name, model.source]),
    outputs,
    evidence.sort(),
    passes,
  ).slice(0, 32);
  const dir = join(ws.dir, 'builds', name);
  if (!(await exists(dir))) {
    await mkdir(join(ws.dir, 'builds'), { recursive: true });
    files.passes = await writePasses(ws.dir, passes);
    await buildModels({
      models,
      outputs,
      lake: files as Record<LakeTableName, string[]>,
      refs,
      outDir: dir,
      threads: ctx.threads,
      memoryLimit: '2GB',
      log: ctx.log,
      signal: ctx.signal,
    });
    ctx.log.info({ asOf: asOf.date, build: name.slice(0, 12) }, 'tables built and checked');
  }
  return { asOf, dir, fingerprint: name, models: allModels };
}

/** Brings the lake up to date, then builds. */
export async function buildWeek(ws: Workspace, ctx: RunContext, asOf: AsOf): Promise<BuiltWeek> {
  return buildTables(ws, ctx, await syncLake(ws, ctx), await loadModels(MODELS_DIR), asOf);
}

/** Removes builds that nothing published stands on, and what a killed run left. */
export async function pruneBuilds(ws: Workspace, keep: readonly BuiltWeek[]): Promise<void> {
  const names = new Set([PUBLISHED_FILE, ...keep.map((week) => week.fingerprint)]);
  for (const name of await readdir(join(ws.dir, 'builds')).catch(() => [])) {
    if (!names.has(name)) await rm(join(ws.dir, 'builds', name), { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
