/** One published run: everything is written and flushed under a name nobody reads, then named, then pointed to. `current` moves last. */
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath, syncTree } from '../atomic.ts';
import { IntegrityError, UsageError } from '../contracts/errors.ts';
import { type DuckOptions, openDuck } from '../engines/duckdb.ts';
import { changesSince } from './changes.ts';
import { PART, pointCurrentTo, pruneRuns, removeParts } from './current.ts';
import { writeDatabase } from './database.ts';
import { hashFiles, MANIFEST_FILE, type Manifest, manifestText } from './manifest.ts';
import { writeParquet } from './parquet.ts';
import type { PublishedWeek, PublishInput, PublishResult } from './types.ts';
import { martSource } from './week.ts';

/**
 * Publishes a week with its history. The caller holds the workspace's lock.
 *
 * @throws UsageError for input that cannot be published, IntegrityError for marts that differ from their dictionary;
 * whatever is thrown, `current` still points to the last good run.
 */
export async function publishRun(input: PublishInput): Promise<PublishResult> {
  const week = checkInput(input);
  const final = join(input.exportsDir, input.run);
  const part = `${final}${PART}`;
  const spillDir = join(input.exportsDir, `spill${PART}`);
  const options = { threads: input.threads, memoryLimit: input.memoryLimit, spillDir };
  await mkdir(input.exportsDir, { recursive: true });
  await removeParts(input.exportsDir);
  if (await exists(final))
    throw new IntegrityError(`exports/${input.run} exists already`, {
      hint: 'A run id is used once; start the run again.',
    });
  try {
    await mkdir(part);
    await mkdir(spillDir);
    const files = await writeRun(part, input, week, options);
    await syncTree(part);
    await rename(part, final);
    await syncPath(input.exportsDir);
    await pointCurrentTo(input.exportsDir, input.run);
    return { dir: final, files, pruned: await pruneRuns(input.exportsDir, input.keepRuns) };
  } finally {
    await removeParts(input.exportsDir);
  }
}

async function writeRun(
  dir: string,
  input: PublishInput,
  week: PublishedWeek,
  options: DuckOptions,
): Promise<Manifest['files']> {
  const publications = input.publications.filter((line) => line.asOf <= week.asOf.date);
  const written = [
    ...(await writeParquet(dir, input, options)),
    await writeDatabase(dir, { ...input, publications }, options),
  ];
  for (const write of input.writers) written.push(...(await write(dir)));
  const files = await hashFiles(dir, written);
  const coverage = await coverageRows(week, input, options);
  const manifest = manifestText(input, changesSince(publications, week.asOf.date), coverage, files);
  await writeFile(join(dir, MANIFEST_FILE), manifest);
  return files;
}

function checkInput(input: PublishInput): PublishedWeek {
  const week = input.weeks.at(-1);
  if (week === undefined) throw new UsageError('nothing to publish: no week was built');
  const starts = input.weeks.map((each) => each.asOf.weekStart);
  const unordered = starts.find((start, i) => i > 0 && start <= starts[i - 1]!);
  if (unordered !== undefined) throw new UsageError(`weeks to publish are not ascending at ${unordered}`);
  if (!Number.isInteger(input.keepRuns) || input.keepRuns < 1)
    throw new UsageError(`publish.keep_runs: expected integer ≥ 1, got ${input.keepRuns}`);
  return week;
}

async function coverageRows(
  week: PublishedWeek,
  input: PublishInput,
  options: DuckOptions,
): Promise<Manifest['coverage']> {
  const entry = input.dictionary.find((each) => each.mart === 'coverage');
  if (entry === undefined) return [];
  await using duck = await openDuck(':memory:', options);
  const columns = entry.columns.filter((column) => column.personal === 'none').map((column) => column.name);
  const order = entry.grain.map((column) => `${column} nulls last`).join(', ');
  const rows = await duck.connection.runAndReadAll(
    `select ${columns.join(', ')} from ${martSource(week, 'coverage')} order by ${order}`,
  );
  return rows.getRowObjectsJson().map((row) =>
    Object.fromEntries(
      entry.columns
        .filter((column) => columns.includes(column.name))
        .map((column) => {
          const value = row[column.name] ?? null;
          return [
            column.name,
            column.type === 'BIGINT' && value !== null
              ? Number(value)
              : (value as Manifest['coverage'][number][string]),
          ];
        }),
    ),
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
