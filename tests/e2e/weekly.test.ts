import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kocHere } from '../cli/support.ts';
import { promisedBytes } from '../support/exports.ts';
import {
  AS_OF,
  copyMarket,
  EARLIER,
  EXPORTS,
  exportLines,
  importMarket,
  KEY,
  smallMarket,
  temporaryFolder,
} from '../support/market.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let plain: string;
let expected: Record<string, string>;

const current = (dir: string) => join(dir, 'exports', 'current');

beforeAll(async () => {
  folder = await temporaryFolder();
  plain = join(folder.dir, 'plain');
  await smallMarket(plain, { withSources: false });
  await importMarket(plain);
  await kocHere(plain, ['weekly', '--as-of', EARLIER], KEY);
  await kocHere(plain, ['weekly', '--as-of', AS_OF], KEY);
  expected = promisedBytes(current(plain));
});

afterAll(() => folder?.[Symbol.asyncDispose]());

test('a week repeated gives the same bytes, and history holds every published week', async () => {
  await kocHere(plain, ['weekly', '--as-of', AS_OF], KEY);
  expect(promisedBytes(current(plain))).toEqual(expected);
  expect(readdirSync(join(current(plain), 'parquet', 'koc_candidates')).sort()).toEqual([
    'week_start=2026-11-02',
    'week_start=2026-11-09',
  ]);
  expect(Object.keys(expected)).toEqual(expect.arrayContaining(['index.html', 'koc_shortlist.csv', 'manifest.json']));
});

test('everything but raw, config and key deleted: the week comes out the same', async () => {
  for (const name of readdirSync(plain))
    if (!['raw', 'koc.yaml', '.koc'].includes(name)) rmSync(join(plain, name), { recursive: true });
  await kocHere(plain, ['weekly', '--as-of', AS_OF], KEY);
  expect(promisedBytes(current(plain))).toEqual(expected);
});

test('shuffled, split and duplicated records give the same bytes', async () => {
  const market = join(folder.dir, 'files');
  mkdirSync(market);
  await smallMarket(market, { withSources: false });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 3 }), async (seed, pieces) => {
      runs++;
      const dir = join(folder.dir, `shuffled-${runs}`);
      mkdirSync(dir);
      copyMarket(market, dir);
      for (const each of EXPORTS) {
        const { head, lines } = exportLines(market, each);
        const order = fc.sample(
          fc.shuffledSubarray(
            lines.map((_, i) => i),
            { minLength: lines.length },
          ),
          { seed, numRuns: 1 },
        )[0]!;
        const doubled = order.slice(0, Math.floor(order.length / 5));
        const all = [...order, ...doubled];
        for (let piece = 0; piece < pieces; piece++) {
          const mine = all.filter((_, i) => i % pieces === piece).map((i) => lines[i]!);
          const path = join(dir, `piece-${piece}${each.hasHead ? '.csv' : '.jsonl'}`);
          writeFileSync(path, Buffer.concat([...head, ...mine]));
          await kocHere(dir, ['import', path, '--source', each.source, '--map', join(dir, each.map)], KEY);
        }
      }
      await kocHere(dir, ['weekly', '--as-of', EARLIER], KEY);
      await kocHere(dir, ['weekly', '--as-of', AS_OF], KEY);
      expect(promisedBytes(current(dir))).toEqual(expected);
    }),
    { numRuns: 2, seed: 11 },
  );
});

test('nothing observed or published from as_of on changes any table', async () => {
  const asOf = '2026-10-12';
  const cutAt = Date.parse(`${asOf}T00:00:00+08:00`);
  const whole = join(folder.dir, 'whole');
  const cut = join(folder.dir, 'cut');
  for (const dir of [whole, cut]) {
    mkdirSync(dir);
    await smallMarket(dir, { withSources: false, authors: 200 });
  }
  const decoder = new TextDecoder('gb18030');
  let removed = 0;
  for (const each of EXPORTS) {
    const { head, lines } = exportLines(cut, each);
    const kept = lines.filter((line) => moments(decoder, each.source, line, head[0]).every((at) => at < cutAt));
    removed += lines.length - kept.length;
    writeFileSync(join(cut, each.file), Buffer.concat([...head, ...kept]));
  }
  expect(removed).toBeGreaterThan(500);
  for (const dir of [whole, cut]) {
    await importMarket(dir);
    await kocHere(dir, ['weekly', '--as-of', asOf], KEY);
  }
  expect(promisedBytes(current(whole))).toEqual(promisedBytes(current(cut)));
});

/** When a line of an export was published and seen, UTC ms. */
function moments(
  decoder: InstanceType<typeof TextDecoder>,
  source: string,
  line: Buffer,
  head: Buffer | undefined,
): number[] {
  if (source === 'notes') {
    const names = decoder.decode(head).trim().split(',');
    const cells = decoder.decode(line).trim().split(',');
    return ['发布时间', '采集时间'].map((name) =>
      Date.parse(`${cells[names.indexOf(name) - names.length + cells.length]!.replace(' ', 'T')}+08:00`),
    );
  }
  const row = JSON.parse(line.toString('utf8')) as Record<string, never> & {
    created_at: string;
    crawled_at: number;
    record: { createdAt: string };
    seenAt: string;
  };
  return source === 'microblog'
    ? [Date.parse(`${row.created_at.replace(' ', 'T')}+08:00`), row.crawled_at * 1000]
    : [Date.parse(row.record.createdAt), Date.parse(row.seenAt)];
}
