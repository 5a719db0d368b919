import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dice } from '../../jobs/sample/dice.ts';
import { encodeGb18030 } from '../../jobs/sample/gb18030.ts';
import { BRANDS, makeAuthors, ROLES } from '../../jobs/sample/market.ts';
import { writeReviews } from '../../jobs/sample/reviews.ts';
import { records } from '../../jobs/sample/timeline.ts';
import { MARKET_DEFAULTS, writeMarket } from '../../jobs/sample/write_market.ts';

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-sample-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function sums(dir: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(dir.length)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return found;
}

const SMALL = { seed: 5, authors: 90, weeks: 6, asOf: '2026-11-16' };
const ENDS_AT = Date.UTC(2026, 10, 15, 16);

function market(seed: string) {
  const authors = makeAuthors(MARKET_DEFAULTS.authors, MARKET_DEFAULTS.weeks, dice(seed));
  return { authors, all: [...records({ authors, weeks: MARKET_DEFAULTS.weeks, endsAt: ENDS_AT }, dice(`${seed}/t`))] };
}

describe('the sample market', () => {
  test('is the same bytes for the same seed, and another market for another', async () => {
    const [a, b, c] = [await folder(), await folder(), await folder()];
    await writeMarket({ dir: a, ...SMALL });
    await writeMarket({ dir: b, ...SMALL });
    await writeMarket({ dir: c, ...SMALL, seed: 6 });
    const [first, second, other] = [await sums(a), await sums(b), await sums(c)];
    expect(Object.keys(first)).toHaveLength(8);
    expect(second).toEqual(first);
    expect(other['/data/weibo.jsonl']).not.toBe(first['/data/weibo.jsonl']);
  });

  test('leaves a koc.yaml that its user has changed', async () => {
    const dir = await folder();
    await writeFile(join(dir, 'koc.yaml'), 'mine');
    expect((await writeMarket({ dir, ...SMALL })).wroteConfig).toBe(false);
    expect(await readFile(join(dir, 'koc.yaml'), 'utf8')).toBe('mine');
  });

  test('has every role on every list of roles, KOCs of every brand, and as many people as asked for', () => {
    const { authors } = market('1');
    expect(authors).toHaveLength(MARKET_DEFAULTS.authors);
    const roles = Map.groupBy(authors, (author) => author.role);
    expect([...roles.keys()].sort()).toEqual(Object.keys(ROLES).sort());
    const share = roles.get('koc')!.length / authors.length;
    expect(share).toBeGreaterThanOrEqual(0.03);
    expect(share).toBeLessThanOrEqual(0.05);
    expect(new Set(roles.get('koc')!.map((author) => author.home.id))).toEqual(new Set(BRANDS.map(({ id }) => id)));
  });

  test('says and shows nothing at or after its end, and sees nothing before it is said', () => {
    const { all } = market('2');
    for (const record of all) {
      expect(record.observedAt).toBeGreaterThanOrEqual(record.publishedAt);
      expect(record.observedAt).toBeLessThan(ENDS_AT);
    }
  });

  test('honest posts hardly ever repeat one another; the ring does', () => {
    const posts = market('3').all.filter((record) => record.kind === 'post' && record.text.length >= 20);
    const isHonest = (role: string) => !['ring', 'official', 'kol'].includes(role);
    const honest = posts.filter((post) => isHonest(post.author.role) && post.title !== null);
    expect(new Set(honest.map((post) => post.text)).size / honest.length).toBeGreaterThan(0.97);
    const ring = posts.filter((post) => post.author.role === 'ring');
    expect(new Set(ring.map((post) => post.text)).size / ring.length).toBeLessThan(0.5);
  });

  test('has comments that name no brand, questions, false friends, masked authors and counts in 万', async () => {
    const { all } = market('4');
    const comments = all.filter((record) => record.kind === 'comment');
    const named = /欧若拉|歐若拉|诺瓦|諾瓦|蔻曼|aurora|nova|coman/iu;
    expect(comments.filter(({ text }) => !named.test(text)).length / comments.length).toBeGreaterThan(0.8);
    expect(comments.some(({ isMasked }) => isMasked)).toBe(true);
    expect(comments.some(({ text }) => text.includes('？'))).toBe(true);
    expect(all.some(({ text }) => text.includes('极光') || text.includes('aurora borealis'))).toBe(true);
    const dir = await folder();
    await writeMarket({ dir, ...SMALL, authors: 300 });
    const csv = new TextDecoder('gb18030', { fatal: true }).decode(
      await readFile(join(dir, 'data', 'xiaohongshu.csv')),
    );
    expect(csv).toMatch(/,\d+(\.\d)?万,/u);
    expect(csv.split('\n')[0]).toContain('笔记ID');
  });
});

test('reviews are JSON lines of about 300 bytes, the same for the same seed', async () => {
  const [a, b] = [await folder(), await folder()];
  for (const dir of [a, b]) await writeReviews({ dir, file: join(dir, 'r.jsonl'), rows: 2000, seed: 7 });
  expect(await sums(b)).toEqual(await sums(a));
  const text = await readFile(join(a, 'r.jsonl'), 'utf8');
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; rating: number });
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2000);
  expect(new Set(rows.map(({ rating }) => rating))).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(Buffer.byteLength(text) / 2000).toBeGreaterThan(220);
  expect(Buffer.byteLength(text) / 2000).toBeLessThan(380);
});

describe('dice', () => {
  test('are fair enough: means of uniform, normal and Poisson throws', () => {
    const chance = dice('fair');
    const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((sum, x) => sum + x, 0) / 20_000;
    expect(mean(() => chance.next())).toBeCloseTo(0.5, 1);
    expect(mean(() => chance.normal())).toBeCloseTo(0, 1);
    expect(mean(() => chance.poisson(2.5))).toBeCloseTo(2.5, 0);
    expect(mean(() => chance.poisson(80)) / 80).toBeCloseTo(1, 1);
  });

  test('a fork throws the same however often its parent was thrown', () => {
    const [a, b] = [dice('x'), dice('x')];
    a.next();
    expect(a.fork('y').next()).toBe(b.fork('y').next());
  });
});

test('GB18030 bytes decode to the text that was encoded', () => {
  const characters = fc.constantFrom(...'aZ9,，。欧若拉蔻曼鑫龘€😀𠮷\n"');
  fc.assert(
    fc.property(fc.array(characters), (parts) => {
      const text = parts.join('');
      expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text);
    }),
  );
});
