/** Writes the sample market as a workspace: koc.yaml, exports of three platforms, their mappings, and the truth for whoever wants to judge. */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../warehouse/atomic.ts';
import { DAY_MS, localToUtc, parseAsOf, zoneOffset } from '../../warehouse/contracts/time.ts';
import { PLATFORM_NAMES, type PlatformName } from './brands.ts';
import { compose } from './compose.ts';
import { dice } from './dice.ts';
import { EXPORTS, type SampleExport } from './exports.ts';
import { encodeGb18030 } from './gb18030.ts';
import { type Market, makeMarket, planMarket } from './market.ts';
import { marketConfig } from './market_config.ts';
import { accountOf } from './names.ts';
import type { Attack } from './rings.ts';
import { marketEvents } from './timeline.ts';
import { marketTruth } from './truth.ts';

export interface MarketOptions {
  /** Folder to write into. */
  readonly dir: string;
  readonly seed: number;
  /** People and brands' accounts. */
  readonly authors: number;
  /** Weeks before `asOf`. */
  readonly weeks: number;
  /** `YYYY-MM-DD`, the Monday at which the market ends. */
  readonly asOf: string;
  /** Rings that lift somebody; default none. */
  readonly attacks?: readonly Attack[];
}

export interface WrittenMarket {
  readonly records: Readonly<Record<PlatformName, number>>;
  /** False: a koc.yaml was there and was left alone. */
  readonly wroteConfig: boolean;
}

export const MARKET_DEFAULTS = { seed: 20261116, authors: 600, weeks: 60, asOf: '2026-11-16' } as const;
export const TIMEZONE = 'Asia/Shanghai';

/** Records written at once. */
const CHUNK = 4000;

/** The same options give the same bytes. Streams, so that millions of records need no more memory than the authors. */
export async function writeMarket(options: MarketOptions): Promise<WrittenMarket> {
  const market = sampleMarket(options);
  await mkdir(join(options.dir, 'data'), { recursive: true });
  await mkdir(join(options.dir, 'maps'), { recursive: true });

  const sinks = Object.fromEntries(
    await Promise.all(PLATFORM_NAMES.map(async (name) => [name, await openSink(options.dir, EXPORTS[name])] as const)),
  );
  try {
    await writeRecords(market, sinks);
  } finally {
    for (const sink of Object.values(sinks)) await sink.close();
  }
  for (const name of PLATFORM_NAMES) await writeFile(join(options.dir, 'maps', `${name}.yaml`), EXPORTS[name].map);
  const { weeks, asOf } = options;
  await writeFile(join(options.dir, 'truth.json'), marketTruth(market, { weeks, as_of: asOf }));
  return {
    records: Object.fromEntries(PLATFORM_NAMES.map((name) => [name, sinks[name]!.written])) as WrittenMarket['records'],
    wroteConfig: await writeNew(join(options.dir, 'koc.yaml'), marketConfig(market)),
  };
}

/** The people of a sample market that ends with the day before `asOf`. */
export function sampleMarket({ seed, authors, weeks, asOf, attacks }: Omit<MarketOptions, 'dir'>): Market {
  const zone = zoneOffset(TIMEZONE);
  const endsAt = localToUtc(parseAsOf(asOf, zone).day * DAY_MS, zone);
  return makeMarket(planMarket({ seed: String(seed), authors, weeks, endsAt, attacks: attacks ?? [] }));
}

type Sinks = Readonly<Record<string, Awaited<ReturnType<typeof openSink>>>>;

async function writeRecords(market: Market, sinks: Sinks): Promise<void> {
  const { seed } = market.plan;
  const chance = dice(seed).fork('words');
  for (const event of marketEvents(market)) {
    const { platform } = event.author;
    const sink = sinks[platform]!;
    const record = { event, account: accountOf(seed, event.author), words: compose(event, chance) };
    for (const seen of event.sightings) sink.lines.push(EXPORTS[platform].line({ ...record, seen }));
    if (sink.lines.length >= CHUNK) await sink.flush();
  }
  for (const sink of Object.values(sinks)) await sink.flush();
}

async function openSink(dir: string, { file, encoding, head }: SampleExport) {
  const handle = await open(join(dir, 'data', file), 'w');
  const write = (lines: readonly string[]) => {
    const text = lines.map((line) => `${line}\n`).join('');
    return handle.write(encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text));
  };
  if (head !== null) await write([head]);
  const sink = {
    lines: [] as string[],
    written: 0,
    async flush() {
      await write(sink.lines);
      sink.written += sink.lines.length;
      sink.lines = [];
    },
    close: () => handle.close(),
  };
  return sink;
}

async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}
