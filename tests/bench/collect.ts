/**
 * Measures collecting: `npm run bench:collect -- memory [RECORDS]` (what a record costs the engine, and whether memory grows with them),
 * `-- backfill [AUTHORS]` (how much nearer the share of planted KOCs comes to the truth once their accounts are read whole). It prints
 * figures and judges nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { collectSources } from '../../jobs/pipeline/sources.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { type FakeMarket, fakeMarket, handleOf } from '../support/fake_market.ts';
import { startPlatforms } from '../support/fake_platforms.ts';
import { LIVE_AS_OF, LIVE_NOW, liveConfig, liveWorkspace } from '../support/live_market.ts';
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

/** The own brand's words only, as a small team would ask; then the accounts of the candidates, day by day. */
async function backfill(authors = 600): Promise<void> {
  const market = fakeMarket({ seed: 5, authors, weeks: 26, asOf: LIVE_AS_OF, until: LIVE_NOW });
  const truth = shareOfPraise(market);
  await using platforms = await startPlatforms(market, { faulty: false });
  const { apis } = platforms;
  await using live = await liveWorkspace(
    liveConfig(
      market,
      apis,
      (name) =>
        `collector: ${name}, acknowledged: true, allow_private: true, history_days: 190, brands: [aurora], backfill: { daily: 1000 }, with: ${JSON.stringify(apis[name].options)}`,
    ),
  );
  const handles = new Map(market.authors.map((author) => [handleOf(author), author]));
  for (const what of ['keyword only', 'candidates read whole']) {
    const before = platforms.asked.length;
    await live.weekly();
    const errors: number[] = [];
    const said: number[] = [];
    const true_: number[] = [];
    for (const { share, author_name } of await live.named()) {
      const author = handles.get(/^u\d+/u.exec(String(author_name))?.[0] ?? '');
      const planted = author === undefined ? undefined : truth.get(author.index);
      if (author?.role !== 'koc' || author.home.id !== 'aurora' || planted === undefined || share === null) continue;
      errors.push(Math.abs(Number(share) - planted));
      said.push(Number(share));
      true_.push(planted);
    }
    console.log(
      `${what}: ${errors.length} planted KOCs, share ${mean(said)} where it is truly ${mean(true_)}, mean absolute error ${mean(errors)}; ${platforms.asked.length - before} requests`,
    );
  }
}

/** Part of what each author has praised that was the home brand, by what was planted; authors with three praises at least. */
function shareOfPraise({ records }: FakeMarket): Map<number, number> {
  const praises = Object.values(records)
    .flat()
    .filter(({ praises }) => praises !== null);
  const byAuthor = Map.groupBy(praises, ({ author }) => author.index);
  return new Map(
    [...byAuthor]
      .filter(([, own]) => own.length >= 3)
      .map(([index, own]) => [
        index,
        own.filter(({ praises, author }) => praises === author.home.id).length / own.length,
      ]),
  );
}

const mean = (values: readonly number[]): string =>
  (values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)).toFixed(3);

const [part = 'memory', size] = process.argv.slice(2);
const count = size === undefined ? undefined : Number(size);
if (part === 'memory') await memory(count);
else if (part === 'backfill') await backfill(count);
else throw new Error(`memory or backfill, not ${part}`);
