/**
 * Publishes one week with its history: builds every published week as of its own moment, records the lists in raw, writes the
 * export and moves `current` last. A crash at any point leaves the last good `current`, and the next run ends the same.
 */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SCHEMA_VERSION } from '../../warehouse/contracts/ref_tables.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import { forgottenKeys } from '../../warehouse/forget.ts';
import { publishRun } from '../../warehouse/publish/publish.ts';
import type { FileWriter, PublishResult } from '../../warehouse/publish/types.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import { builtDictionary } from '../../warehouse/runner/dictionary.ts';
import { loadModels } from '../../warehouse/runner/load.ts';
import type { Workspace } from '../config/types.ts';
import { type Lists, readLists } from '../report/lists.ts';
import { onePageWriter } from '../report/one_page/write.ts';
import { publicationLines } from '../report/publications.ts';
import { reportWriters } from '../report/writers.ts';
import { type BuiltWeek, buildTables, pruneBuilds } from './build.ts';
import type { RunContext } from './context.ts';
import { resumeForgets, settleForgets } from './erase.ts';
import { expireRaw } from './expire.ts';
import { joinDecisions } from './join_decisions.ts';
import { syncLake } from './lake.ts';
import { expireMedia, sweepMedia } from './media.ts';
import { MODELS_DIR, modelVersion } from './model_version.ts';
import { writePictureWorkbook } from './picture_workbook.ts';
import { browserPrinters } from './print_pages.ts';
import { publishedWeeks, readPublications, recordPublication } from './publications.ts';
import { notePublishedBuild } from './published_build.ts';
import { openWorkspaceRaw } from './raw.ts';
import { testWeek } from './self_test.ts';
import { readWork } from './work.ts';

export interface Published {
  readonly exportDir: string;
  readonly result: PublishResult;
  readonly lists: Lists;
  /** Seconds by step. */
  readonly steps: Readonly<Record<string, number>>;
}

/** `erased`: people whom the caller has just taken out of raw; their old exports go once the new one is current. */
export async function publishWeek(
  ws: Workspace,
  ctx: RunContext,
  asOf: AsOf,
  options: { readonly erased?: readonly string[] } = {},
): Promise<Published> {
  const began = ctx.now();
  const raw = await openWorkspaceRaw(ws, ctx);
  await raw.sweep();
  await expireRaw(ctx, raw, ws.config.retention.rawDays);
  await expireMedia(ws.dir, ctx.now());
  await joinDecisions(raw);
  const forgotten = await resumeForgets(ws, ctx, raw, options.erased ?? []);
  const lake = await syncLake(ws, ctx);
  await sweepMedia(ws.dir);
  const mapped = ctx.now();
  const models = await loadModels(MODELS_DIR);
  const weeks: BuiltWeek[] = [];
  for (const week of [...publishedWeeks(raw, asOf, ws.offset), asOf]) {
    ctx.signal.throwIfAborted();
    weeks.push(await buildTables(ws, ctx, lake, models, week));
  }
  const { selfTest, builds } = await testWeek(ws, ctx, raw, lake, models, asOf);
  const built = ctx.now();
  const week = weeks.at(-1)!;
  const version = modelVersion(week.models, lake.reading);
  const lists = await readLists({ ws, week, identity: lake.identity, work: await readWork(raw) });
  await recordPublication(
    raw,
    ctx,
    asOf,
    publicationLines(lists, { asOf, modelVersion: version, publishedAt: ctx.now(), selfTest }),
  );
  const entries = await builtDictionary(week.models, week.dir);
  const result = await publishRun({
    exportsDir: join(ws.dir, 'exports'),
    run: ctx.run,
    createdAt: ctx.now(),
    weeks: weeks.map(({ asOf: each, dir }) => ({ asOf: each, martDir: dir })),
    dictionary: entries,
    identity: lake.identity,
    classes: ws.config.publish.identity,
    publications: await readPublications(raw, ws.config, asOf),
    writers: [...reportWriters(ws, lists, selfTest), onePages(ws, ctx, lists)],
    facts: {
      schemaVersion: SCHEMA_VERSION,
      modelVersion: version,
      inputsFingerprint: await contentFingerprint(
        weeks,
        entries.map(({ mart }) => mart),
      ),
      erased: await erased(raw),
    },
    keepRuns: ws.config.publish.keepRuns,
    threads: ctx.threads,
    memoryLimit: '2GB',
  });
  await notePublishedBuild(ws.dir, { asOf: asOf.date, dir: week.dir, decidedBefore: began });
  await writePictureWorkbook(ws, ctx, lists);
  await pruneBuilds(ws, [...weeks, ...builds]);
  await settleForgets(ws, raw, forgotten);
  const done = ctx.now();
  ctx.log.info({ week: asOf.isoWeek, weeks: weeks.length }, 'week published');
  return {
    exportDir: result.dir,
    result,
    lists,
    steps: { lake: (mapped - began) / 1000, build: (built - mapped) / 1000, publish: (done - built) / 1000 },
  };
}

/** Last of the files for people: made by a browser, where there is one. */
function onePages(ws: Workspace, ctx: RunContext, lists: Lists): FileWriter {
  return onePageWriter(ws, lists, browserPrinters(ctx), (brand, reason) => {
    const why = reason instanceof Error ? reason.message.split('\n', 1)[0] : String(reason);
    ctx.log.warn({ brand, reason: why }, 'one-page PDF and PNG of a brand left out');
  });
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

/** What forgetting and retention took out of raw: no past week can show it again. */
async function erased(raw: RawStore): Promise<{ persons: number; records: number }> {
  const removed = raw
    .entries()
    .flatMap(({ rewrites, expired }) => [
      ...rewrites.map((rewrite) => rewrite.removed),
      ...expired.map((segment) => segment.records),
    ]);
  return { persons: (await forgottenKeys(raw)).size, records: removed.reduce((sum, count) => sum + count, 0) };
}
