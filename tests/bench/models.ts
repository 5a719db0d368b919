/** Measures the build of all models over generated reviews: `node tests/bench/models.ts [reviews] [threads]`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModels } from '../../warehouse/runner/build.ts';
import { loadModels } from '../../warehouse/runner/load.ts';
import { refsFor, writeLake } from '../models/generate.ts';

const reviews = Number(process.argv[2] ?? 1_000_000);
const threads = Number(process.argv[3] ?? 2);
const size = { reviews, authors: Math.ceil(reviews / 5), brands: 20, files: 4 };

const dir = await mkdtemp(join(tmpdir(), 'koc-bench-models-'));
try {
  const lake = await writeLake(join(dir, 'lake'), size);
  const models = await loadModels(fileURLToPath(new URL('../../models/', import.meta.url)));
  const timings: { model: string; rows: number; ms: number }[] = [];
  const startedCpu = process.cpuUsage();
  const started = performance.now();
  let last = started;
  const debug = (facts: object) => {
    const { model, rows } = facts as { model: string; rows: number };
    const now = performance.now();
    timings.push({ model, rows, ms: Math.round(now - last) });
    last = now;
  };
  const quiet = () => undefined;
  await buildModels({
    models,
    lake,
    refs: refsFor(size),
    outDir: join(dir, 'build'),
    threads,
    memoryLimit: '1500MB',
    log: { debug, info: quiet, warn: quiet, error: quiet },
  });
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(startedCpu);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.table(timings.filter(({ ms }) => ms >= 50));
  console.log(
    `${reviews} reviews, ${models.length} models, ${threads} threads: ` +
      `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU), peak ${peakMiB} MiB`,
  );
} finally {
  await rm(dir, { recursive: true, force: true });
}
