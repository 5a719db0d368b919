/** Writes the sample market as a workspace: koc.yaml, exports of three platforms, their mappings, and the truth for whoever wants to judge. */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../warehouse/atomic.ts';
import { localToUtc, parseAsOf, zoneOffset } from '../../warehouse/contracts/time.ts';
import { dice } from './dice.ts';
import { EXPORTS, type SampleExport } from './exports.ts';
import { encodeGb18030 } from './gb18030.ts';
import { makeAuthors, type PlatformName, type SampleAuthor } from './market.ts';
import { marketConfig } from './market_config.ts';
import { records } from './timeline.ts';

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
}

export interface WrittenMarket {
  readonly records: Readonly<Record<PlatformName, number>>;
  /** False: a koc.yaml was there and was left alone. */
  readonly wroteConfig: boolean;
}

export const MARKET_DEFAULTS = { seed: 20261116, authors: 600, weeks: 26, asOf: '2026-11-16' } as const;
export const TIMEZONE = 'Asia/Shanghai';

/** Records written at once. */
const CHUNK = 4000;

/** The same options give the same bytes. Streams, so that millions of records need no more memory than the authors. */
export async function writeMarket(options: MarketOptions): Promise<WrittenMarket> {
  const chance = dice(String(options.seed));
  const authors = makeAuthors(options.authors, options.weeks, chance.fork('authors'));
  const zone = zoneOffset(TIMEZONE);
  const endsAt = localToUtc(parseAsOf(options.asOf, zone).day * 86_400_000, zone);
  await mkdir(join(options.dir, 'data'), { recursive: true });
  await mkdir(join(options.dir, 'maps'), { recursive: true });

  const names = Object.keys(EXPORTS) as PlatformName[];
  const sinks = await Promise.all(names.map((name) => openSink(options.dir, EXPORTS[name])));
  try {
    for (const record of records({ authors, weeks: options.weeks, endsAt }, chance.fork('timeline'))) {
      const sink = sinks[names.indexOf(record.author.platform)]!;
      sink.lines.push(EXPORTS[record.author.platform].line(record));
      if (sink.lines.length >= CHUNK) await sink.flush();
    }
    for (const sink of sinks) await sink.flush();
  } finally {
    for (const sink of sinks) await sink.close();
  }
  for (const name of names) await writeFile(join(options.dir, 'maps', `${name}.yaml`), EXPORTS[name].map);
  await writeFile(join(options.dir, 'truth.json'), truth(options, authors));
  return {
    records: Object.fromEntries(names.map((name, at) => [name, sinks[at]!.written])) as Record<PlatformName, number>,
    wroteConfig: await writeNew(join(options.dir, 'koc.yaml'), marketConfig(authors)),
  };
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

/** What was planted. Nothing but tests and curious people reads it. */
function truth(options: MarketOptions, authors: readonly SampleAuthor[]): string {
  const people = authors.map(({ platform, id, name, role, home, ring, followers }) => {
    return { platform, id, name, role, brand: home.id, ring, followers };
  });
  const { seed, weeks, asOf } = options;
  return `${JSON.stringify({ seed, weeks, as_of: asOf, authors: people }, null, 1)}\n`;
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
