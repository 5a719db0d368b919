/**
 * Publishes one week with its history: builds every published week as of its own moment, records the lists in raw, writes the
 * export and moves `current` last. A crash at any point leaves the last good `current`, and the next run ends the same.
 */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SCHEMA_VERSION } from '../../warehouse/contracts/lake.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import { publishRun } from '../../warehouse/publish/publish.ts';
import type { PublishResult } from '../../warehouse/publish/types.ts';
import { dictionary } from '../../warehouse/runner/dictionary.ts';
import type { Workspace } from '../config/types.ts';
import { type Lists, readLists } from '../report/lists.ts';
import { publicationLines } from '../report/publications.ts';
import { reportWriters } from '../report/writers.ts';
import { type BuiltWeek, buildTables, pruneBuilds } from './build.ts';
import type { RunContext } from './context.ts';
import { syncLake } from './lake.ts';
import { modelVersion } from './model_version.ts';
import { publishedWeeks, readPublications, recordPublication } from './publications.ts';
import { openWorkspaceRaw } from './raw.ts';

export interface Published {
  readonly exportDir: string;
  readonly result: PublishResult;
  readonly lists: Lists;
  /** Seconds by step. */
  readonly steps: Readonly<Record<string, number>>;
}

export async function publishWeek(ws: Workspace, ctx: RunContext, asOf: AsOf): Promise<Published> {
  const began = ctx.now();
  const raw = await openWorkspaceRaw(ws, ctx);
  await raw.sweep();
  const lake = await syncLake(ws, ctx);
  const mapped = ctx.now();
  const weeks: BuiltWeek[] = [];
  for (const week of [...publishedWeeks(raw, asOf, ws.offset), asOf]) {
    ctx.signal.throwIfAborted();
    weeks.push(await buildTables(ws, ctx, lake, week));
  }
  const built = ctx.now();
  const week = weeks.at(-1)!;
  const version = modelVersion(week.models);
  const lists = await readLists({ ws, week, identity: lake.identity });
  await recordPublication(
    raw,
    ctx,
    asOf,
    publicationLines(lists, { asOf, modelVersion: version, publishedAt: ctx.now() }),
  );
  const entries = await dictionary(week.models);
  const result = await publishRun({
    exportsDir: join(ws.dir, 'exports'),
    run: ctx.run,
    createdAt: ctx.now(),
    weeks: weeks.map(({ asOf: each, dir }) => ({ asOf: each, martDir: dir })),
    dictionary: entries,
    identity: lake.identity,
    classes: ws.config.publish.identity,
    publications: await readPublications(raw, asOf),
    writers: reportWriters(ws, lists),
    facts: {
      schemaVersion: SCHEMA_VERSION,
      modelVersion: version,
      inputsFingerprint: await contentFingerprint(
        weeks,
        entries.map(({ mart }) => mart),
      ),
      erased: erased(raw.entries()),
    },
    keepRuns: ws.config.publish.keepRuns,
    threads: ctx.threads,
    memoryLimit: '2GB',
  });
  await pruneBuilds(ws, weeks);
  const done = ctx.now();
  ctx.log.info({ week: asOf.isoWeek, weeks: weeks.length }, 'week published');
  return {
    exportDir: result.dir,
    result,
    lists,
    steps: { lake: (mapped - began) / 1000, build: (built - mapped) / 1000, publish: (done - built) / 1000 },
  };
}

/** Over the tables themselves, so that it does not depend on how raw happens to be cut into segments. */
async function contentFingerprint(weeks: readonly BuiltWeek[], marts: readonly string[]): Promise<string> {
  const sums: string[] = [];
  for (const { dir, asOf } of weeks) {
    for (const mart of marts)
      sums.push(`${asOf.date}/${mart} ${hash('sha256', await readFile(join(dir, `${mart}.parquet`)))}`);
  }
  return fingerprint(sums);
}

/** Records that forgetting took out of raw, and the passes they came from: no past week can show them again. */
function erased(entries: readonly { readonly rewrites: readonly { readonly removed: number }[] }[]): {
  persons: number;
  records: number;
} {
  const records = entries.flatMap((entry) => entry.rewrites).reduce((sum, rewrite) => sum + rewrite.removed, 0);
  return { persons: 0, records };
}
