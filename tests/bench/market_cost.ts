/** Builds all models over one large market: `node tests/bench/market_cost.ts [mentions] [threads]`; one author for every five mentions, 20 brands, 4 of them own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventBrands } from '../../jobs/sample/brands.ts';
import { lakeRows } from '../../jobs/sample/lake_rows.ts';
import { writeLake } from '../../jobs/sample/write_lake.ts';
import { buildModels } from '../../warehouse/runner/build.ts';
import { END_DAY, marketOf, offset, refsOf } from '../market/score.ts';
import { allModels } from '../models/harness.ts';

const wanted = Number(process.argv[2] ?? 1_000_000);
const threads = Number(process.argv[3] ?? 2);
/** Mentions, named and inherited, of one author in one week at a pace of 1. */
const MENTIONS_A_WEEK = 0.4;
const WEEKS = 60;

const dir = await mkdtemp(join(tmpdir(), 'koc-bench-market-'));
try {
  const authors = Math.ceil(wanted / 5);
  const pace = wanted / (authors * WEEKS * MENTIONS_A_WEEK);
  const market = marketOf({ seed: 'cost', authors, weeks: WEEKS, pace, brands: inventBrands(20) });
  const started = performance.now();
  const lake = await writeLake(join(dir, 'lake'), lakeRows(market, { offset }));
  const madeSeconds = (performance.now() - started) / 1000;
  const madePeak = process.resourceUsage().maxRSS;
  const { seconds, cpuSeconds, mentions, slowest } = await build(lake.files, market);
  const peakMiB = Math.round(Math.max(process.resourceUsage().maxRSS, madePeak) / 1024);
  console.table(slowest);
  console.log(
    `${mentions} mentions of ${lake.rows.posts} records, ${authors} authors, 20 brands, ${threads} threads: all models ` +
      `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU), peak ${peakMiB} MiB ` +
      `(${Math.round(madePeak / 1024)} MiB while the lake was made, in ${madeSeconds.toFixed(0)} s)`,
  );
} finally {
  await rm(dir, { recursive: true, force: true });
}

async function build(files: Awaited<ReturnType<typeof writeLake>>['files'], market: Parameters<typeof refsOf>[0]) {
  const timings: { model: string; rows: number; ms: number }[] = [];
  const quiet = () => undefined;
  const models = await allModels();
  const startedCpu = process.cpuUsage();
  const started = performance.now();
  let last = started;
  const debug = (facts: object) => {
    const { model, rows } = facts as { model: string; rows: number };
    const now = performance.now();
    timings.push({ model, rows, ms: Math.round(now - last) });
    last = now;
  };
  const log = { debug, info: quiet, warn: quiet, error: quiet };
  const refs = refsOf(market, END_DAY, '', 4);
  const built = await buildModels({
    models,
    lake: files,
    refs,
    outDir: join(dir, 'build'),
    threads,
    memoryLimit: '1500MB',
    log,
  });
  const cpu = process.cpuUsage(startedCpu);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    mentions: built.tables.find(({ name }) => name === 'int_mentions')?.rows ?? 0,
    slowest: timings.sort((a, b) => b.ms - a.ms).slice(0, 15),
  };
}
