/**
 * The publish step of a large agency: `npm run bench:publish [-- BRANDS WEEKS LIST_SIZE AUTHORS]`. Prints the seconds of each part
 * and their ratio to a floor in the same run: reading every week of every mart and writing it once as plain Parquet. The step runs
 * in a process of its own, so that its peak of memory is its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../../collectors/browser.ts';
import { findCollectors } from '../../collectors/discover.ts';
import type { Workspace } from '../../jobs/config/types.ts';
import { loadWorkspace } from '../../jobs/config/workspace.ts';
import type { RunContext } from '../../jobs/pipeline/context.ts';
import { browserPrinters } from '../../jobs/pipeline/print_pages.ts';
import { type Lists, readLists } from '../../jobs/report/lists.ts';
import { onePageWriter } from '../../jobs/report/one_page/write.ts';
import { reportWriters } from '../../jobs/report/writers.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { writeDatabase } from '../../warehouse/publish/database.ts';
import { writeParquet } from '../../warehouse/publish/parquet.ts';
import { publishRun } from '../../warehouse/publish/publish.ts';
import type { FileWriter, WrittenFile } from '../../warehouse/publish/types.ts';
import { makePublishMarket, type PublishMarket } from './publish_market.ts';

const OPTIONS = { threads: 2, memoryLimit: '2GB' };
const [first = '20', weeks = '13', listSize = '200', authors = '8000'] = process.argv.slice(2);

if (first.endsWith('.json')) await measure(JSON.parse(await readFile(first, 'utf8')) as PublishMarket);
else await prepare();

async function prepare(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-bench-publish-'));
  try {
    const size = { brands: Number(first), weeks: Number(weeks), listSize: Number(listSize), authors: Number(authors) };
    const market = await makePublishMarket(dir, size);
    const path = join(dir, 'market.json');
    await writeFile(path, JSON.stringify(market));
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), path], { stdio: 'inherit' });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function measure(market: PublishMarket): Promise<void> {
  const ws = await loadWorkspace(market.dir, {
    env: {},
    collectors: await findCollectors(),
    randomBytes: Buffer.alloc,
  });
  const week = market.weeks.at(-1)!;
  const classes = ws.config.publish.identity;
  const seconds = new Map<string, number>();
  /** Of this process: a browser's are its own. */
  const cpuSeconds = new Map<string, number>();
  const timed = async <Result>(
    part: string | ((result: Result) => string),
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const started = performance.now();
    const startedCpu = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(startedCpu);
    const name = typeof part === 'string' ? part : part(result);
    seconds.set(name, (seconds.get(name) ?? 0) + (performance.now() - started) / 1000);
    cpuSeconds.set(name, (cpuSeconds.get(name) ?? 0) + (user + system) / 1e6);
    return result;
  };
  const floor = await timed('floor', () => copyAll(market));
  const lists = await timed('lists', () =>
    readLists({ ws, week: { asOf: week.asOf, dir: week.martDir }, identity: market.identity }),
  );
  const parts = join(market.dir, 'parts');
  await timed('parquet', () => writeParquet(parts, { ...market, classes }, OPTIONS));
  await timed('koc.duckdb', () => writeDatabase(parts, { ...market, classes }, OPTIONS));
  const writers = [...reportWriters(ws, lists, null), onePages(ws, lists)].map(
    (writer): FileWriter =>
      (dir) =>
        timed(whatOf, () => writer(dir)),
  );
  const { files } = await timed('publishRun', () =>
    publishRun({
      ...market,
      exportsDir: join(market.dir, 'exports'),
      run: 'bench',
      createdAt: 0,
      classes,
      writers,
      facts: {
        schemaVersion: 1,
        modelVersion: 'bench',
        inputsFingerprint: 'bench',
        erased: { persons: 0, records: 0 },
      },
      keepRuns: 1,
      ...OPTIONS,
    }),
  );
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(
    `${lists.brands.size} brands, ${market.weeks.length} weeks, ${lists.koc.length} listed, ${floor} rows, ` +
      `${files.length} files of ${(bytes / 1e6).toFixed(0)} MB, ${availableParallelism()} cores`,
  );
  const least = seconds.get('floor')!;
  for (const [part, taken] of seconds) {
    const cpu = `${cpuSeconds.get(part)!.toFixed(1).padStart(7)} s of CPU`;
    const ratio = `${(taken / least).toFixed(2).padStart(7)} x floor`;
    console.log(`${part.padEnd(24)} ${taken.toFixed(1).padStart(7)} s ${cpu} ${ratio}`);
  }
  const whole = seconds.get('lists')! + seconds.get('publishRun')!;
  const wholeCpu = cpuSeconds.get('lists')! + cpuSeconds.get('publishRun')!;
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `publish step ${whole.toFixed(1)} s (${wholeCpu.toFixed(1)} s of CPU), ${(whole / least).toFixed(1)} x floor, peak ${peakMiB} MiB`,
  );
  const biggest = files.toSorted((a, b) => b.bytes - a.bytes).slice(0, 5);
  for (const file of biggest) console.log(`  ${(file.bytes / 1e6).toFixed(2)} MB  ${file.path}`);
}

function onePages(ws: Workspace, lists: Lists): FileWriter {
  const log = { debug() {}, info: console.warn, warn: console.warn, error: console.error };
  const ctx: RunContext = {
    run: 'bench',
    now: Date.now,
    log,
    signal: new AbortController().signal,
    threads: OPTIONS.threads,
    env: process.env,
    findBrowser: () => findBrowser(process.env),
  };
  return onePageWriter(ws, lists, browserPrinters(ctx), (brand, reason) => console.warn(brand, reason));
}

/** What a writer wrote, by its first file: `csv`, `xlsx`, `html`, `people` … */
function whatOf(files: readonly WrittenFile[]): string {
  const [path = 'nothing'] = files.map((file) => file.path);
  return path.includes('/people/') ? 'people' : extname(path).slice(1) || path;
}

/** Rows of all weeks of all marts, written once. */
async function copyAll({ dir, weeks: built, dictionary }: PublishMarket): Promise<number> {
  await using duck = await openDuck(':memory:', OPTIONS);
  let rows = 0;
  for (const { mart } of dictionary) {
    const files = built.map(({ martDir }) => literal(join(martDir, `${mart}.parquet`)));
    const copied = await duck.connection.runAndReadAll(
      `copy (from read_parquet([${files.join(', ')}])) to ${literal(join(dir, `${mart}.floor.parquet`))} (format parquet, compression zstd)`,
    );
    rows += Number(copied.getRowsJS()[0]?.[0] ?? 0);
  }
  return rows;
}
