/**
 * Measures collecting: `npm run bench:collect -- memory [RECORDS]` (what a record costs the engine, and whether memory grows with them).
 * It prints figures and judges nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { collectSources } from '../../jobs/pipeline/sources.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { testWorkspace } from '../support/workspace.ts';

const NOW = Date.UTC(2026, 10, 16, 7);
const STEP_S = 2;

/** One source, one listing, one process; waiting takes no time, the wire is real. */
async function memory(records = 1_000_000): Promise<void> {
  const newestS = NOW / 1000 - 60;
  const { server, url } = await startServer([records, newestS, STEP_S]);
  await using ws = await testWorkspace(`version: 1
contact: bench@example.org
brands: [{ id: aurora, names: [Aurora] }]
sources:
  - id: hn
    collector: hackernews
    acknowledged: true
    allow_private: true
    history_days: ${Math.ceil((records * STEP_S * 1000) / DAY_MS) + 1}
    with: { base_url: "${url}", hits_per_page: 1000 }
`);
  let at = NOW;
  const sleep = async (ms: number, signal: AbortSignal) => {
    signal.throwIfAborted();
    at += ms;
  };
  const samples: Sample[] = [];
  let next = 100_000;
  const began = process.cpuUsage();
  const take = (collected: number): void => {
    const { user, system } = process.cpuUsage(began);
    const { rss, heapUsed } = process.memoryUsage();
    samples.push({ collected, rssMiB: rss / 2 ** 20, heapMiB: heapUsed / 2 ** 20, cpuMs: (user + system) / 1000 });
    const { rssMiB, heapMiB, cpuMs } = samples.at(-1)!;
    const each = ((cpuMs * 1000) / collected).toFixed(0);
    console.log(
      `${collected} records: RSS ${rssMiB.toFixed(0)} MiB, heap ${heapMiB.toFixed(0)} MiB, ${each} µs of CPU each`,
    );
  };
  try {
    const [result] = await collectSources(
      await ws.open(),
      { ...ws.context(), now: () => at, sleep },
      {
        onProgress: (_source, { records: collected }) => {
          if (collected < next) return;
          next += 100_000;
          take(collected);
        },
      },
    );
    take(result!.records);
    if (samples.length < 4) return;
    console.log(`outcome ${result!.outcome}; RSS grows by ${slope(samples).toFixed(2)} MiB for 100,000 records`);
  } finally {
    server.stdin!.end();
  }
}

interface Sample {
  readonly collected: number;
  readonly rssMiB: number;
  readonly heapMiB: number;
  readonly cpuMs: number;
}

/** Of the straight line nearest to the samples' RSS, from the second on: the first holds what every process needs. */
function slope(samples: readonly Sample[]): number {
  const used = samples.slice(1);
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(used.map(({ collected }) => collected / 1e5)), mean(used.map(({ rssMiB }) => rssMiB))];
  const spread = used.reduce((sum, { collected }) => sum + (collected / 1e5 - x) ** 2, 0);
  return used.reduce((sum, { collected, rssMiB }) => sum + (collected / 1e5 - x) * (rssMiB - y), 0) / spread;
}

async function startServer(args: readonly number[]): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  const script = fileURLToPath(new URL('./collect_server.ts', import.meta.url));
  const server = spawn(process.execPath, [script, ...args.map(String)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(server.stdout!, 'data')) as [Buffer];
  return { server, url: `http://127.0.0.1:${port.toString().trim()}` };
}

const [part = 'memory', size] = process.argv.slice(2);
if (part === 'memory') await memory(size === undefined ? undefined : Number(size));
