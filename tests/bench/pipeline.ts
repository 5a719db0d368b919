/**
 * From a file of reviews to published lists, beside the floor: reading, JSON.parse and Parquet of the same file in the same run.
 * Usage: npm run bench [-- ROWS]. Prints ratios and the peak memory of the processes that did the work.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { writeReviews } from '../../jobs/sample/reviews.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const main = fileURLToPath(new URL('../../jobs/cli/main.ts', import.meta.url));
const dir = await mkdtemp(join(tmpdir(), 'koc-bench-'));
const file = join(dir, 'reviews.jsonl');

try {
  const sample = await writeReviews({ dir, file, rows, seed: 7 });
  const { size } = await stat(file);
  console.log(`${rows} reviews, ${(size / 1e6).toFixed(0)} MB, ${availableParallelism()} cores`);

  const floorBefore = await floor(size);
  const imported = await koc('import', file, '--source', 'reviews', '--map', sample.map, '--workspace', dir);
  const weekly = await koc('weekly', '--as-of', sample.asOf, '--workspace', dir);
  const floorAfter = await floor(size);

  const least = Math.min(floorBefore, floorAfter);
  const whole = imported.seconds + weekly.seconds;
  print('floor (two threads: read + JSON.parse + Parquet)', least, 1, null);
  print('koc import', imported.seconds, imported.seconds / least, imported.peakMiB);
  print('koc weekly', weekly.seconds, weekly.seconds / least, weekly.peakMiB);
  for (const [step, seconds] of Object.entries(weekly.steps)) print(`  ${step}`, seconds, seconds / least, null);
  print('import + weekly', whole, whole / least, Math.max(imported.peakMiB, weekly.peakMiB));
  console.log(`${Math.round(rows / whole)} records a second from file to published lists`);
} finally {
  await rm(dir, { recursive: true, force: true });
}

function print(what: string, seconds: number, ratio: number, peakMiB: number | null): void {
  const memory = peakMiB === null ? '' : `  peak ${peakMiB.toFixed(0)} MiB`;
  console.log(
    `${what.padEnd(50)} ${seconds.toFixed(1).padStart(7)} s  ${ratio.toFixed(2).padStart(6)} x floor${memory}`,
  );
}

/** Seconds of the slower of two threads, each over half of the file. */
async function floor(size: number): Promise<number> {
  const started = performance.now();
  const fields = Object.entries(JSON.parse((await firstLine(file)) ?? '{}') as Record<string, unknown>).map(
    ([name, value]) => ({
      name,
      type: typeof value === 'number' ? 'double' : 'text',
    }),
  );
  const halves = [
    [0, Math.floor(size / 2)],
    [Math.floor(size / 2), size],
  ] as const;
  const counts = await Promise.all(
    halves.map(async ([from, to], i) => {
      const out = join(dir, `floor-${i}.parquet`);
      await rm(out, { force: true });
      const worker = new Worker(new URL('./floor_worker.ts', import.meta.url), {
        workerData: { file, from, to, out, fields },
      });
      const [count] = (await once(worker, 'message')) as [number];
      await worker.terminate();
      return count;
    }),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total !== rows) throw new Error(`the floor read ${total} of ${rows} rows`);
  return (performance.now() - started) / 1000;
}

async function firstLine(path: string): Promise<string | undefined> {
  for await (const chunk of createReadStream(path, { end: 1 << 16, encoding: 'utf8' }))
    return (chunk as string).split('\n')[0];
  return undefined;
}

interface Run {
  readonly seconds: number;
  readonly peakMiB: number;
  /** Seconds by step, as the run itself tells them. */
  readonly steps: Readonly<Record<string, number>>;
}

/** Runs a verb as its user would and watches the peak of its resident memory (Linux). */
async function koc(...args: string[]): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, [main, ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  let peakKiB = 0;
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1] ?? 0));
  }, 100);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`koc ${args[0]} ended with ${code}\n${out}`);
  const answer = JSON.parse(out) as { steps?: Record<string, number> };
  return { seconds: (performance.now() - started) / 1000, peakMiB: peakKiB / 1024, steps: answer.steps ?? {} };
}
