/**
 * Builds all models over one large market: `node tests/bench/market_cost.ts [mentions] [threads]`; one author for every five
 * mentions, 20 brands, 4 of them own. The build runs in a process of its own, so that its peak of memory is its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inventBrands } from '../../jobs/sample/brands.ts';
import { lakeRows } from '../../jobs/sample/lake_rows.ts';
import { writeLake } from '../../jobs/sample/write_lake.ts';
import { buildModels } from '../../warehouse/runner/build.ts';
import type { LakeFiles, RefRows } from '../../warehouse/runner/inputs.ts';
import { END_DAY, marketOf, offset, refsOf } from '../market/score.ts';
import { allModels } from '../models/harness.ts';

/** Mentions, named and inherited, of one author in one week at a pace of 1. */
const MENTIONS_A_WEEK = 0.4;
const WEEKS = 60;

interface Lake {
  readonly files: LakeFiles;
  readonly refs: RefRows;
  readonly facts: string;
}

const [first = '1000000', threads = '2'] = process.argv.slice(2);
if (first.endsWith('.json')) await build(first, Number(threads));
else await makeAndBuild(Number(first));

async function makeAndBuild(wanted: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-bench-market-'));
  try {
    const authors = Math.ceil(wanted / 5);
    const pace = wanted / (authors * WEEKS * MENTIONS_A_WEEK);
    const market = marketOf({ seed: 'cost', authors, weeks: WEEKS, pace, brands: inventBrands(20) });
    const { files, rows } = await writeLake(join(dir, 'lake'), lakeRows(market, { offset }));
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    const facts = `${rows.posts} records of ${authors} authors (made in ${peak} MiB), 20 brands, ${threads} threads`;
    const lake: Lake = { files, refs: refsOf(market, END_DAY, '', 4), facts };
    const path = join(dir, 'lake.json');
    await writeFile(path, JSON.stringify(lake));
    const script = fileURLToPath(import.meta.url);
    execFileSync(process.execPath, [script, path, threads], { stdio: 'inherit' });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function build(path: string, threadsCount: number): Promise<void> {
  const { files, refs, facts } = JSON.parse(await readFile(path, 'utf8')) as Lake;
  const models = await allModels();
  const timings: { model: string; rows: number; ms: number }[] = [];
  const startedCpu = process.cpuUsage();
  const started = performance.now();
  let last = started;
  const quiet = () => undefined;
  const debug = (said: object) => {
    const { model, rows } = said as { model: string; rows: number };
    const now = performance.now();
    timings.push({ model, rows, ms: Math.round(now - last) });
    last = now;
  };
  const { tables } = await buildModels({
    models,
    lake: files,
    refs,
    outDir: `${path}.build`,
    threads: threadsCount,
    memoryLimit: '1500MB',
    log: { debug, info: quiet, warn: quiet, error: quiet },
  });
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(startedCpu);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.table(timings.sort((a, b) => b.ms - a.ms).slice(0, 15));
  const mentions = tables.find(({ name }) => name === 'int_mentions')?.rows;
  const cost = `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU), peak ${peakMiB} MiB`;
  console.log(`${mentions} mentions in ${facts}: ${models.length} models in ${cost}`);
}
