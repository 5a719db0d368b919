import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dice } from '../../jobs/sample/dice.ts';
import { encodeGb18030 } from '../../jobs/sample/gb18030.ts';
import { writeReviews } from '../../jobs/sample/reviews.ts';
import { writeMarket } from '../../jobs/sample/write_market.ts';

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

  test('says in truth.json who is who, and names the accounts as the exports do', async () => {
    const dir = await folder();
    await writeMarket({ dir, ...SMALL, attacks: [{ kind: 'star', size: 3, brandId: 'nova' }] });
    const truth = JSON.parse(await readFile(join(dir, 'truth.json'), 'utf8')) as {
      authors: { id: string; platform: string; role: string }[];
      rings: { kind: string; brand: string; members: number[] }[];
    };
    expect(truth.authors).toHaveLength(SMALL.authors + 4);
    expect(truth.rings.at(-1)).toMatchObject({ kind: 'star', brand: 'nova', members: [91, 92, 93] });
    const ids = new Set(truth.authors.filter(({ platform }) => platform === 'weibo').map(({ id }) => id));
    const said = (await readFile(join(dir, 'data', 'weibo.jsonl'), 'utf8')).trimEnd().split('\n');
    for (const line of said) {
      const { user } = JSON.parse(line) as { user: { id: string | null } };
      if (user.id !== null) expect(ids).toContain(user.id);
    }
  });

  test('has comments that name no brand, questions, false friends, masked authors, second looks and counts in 万', async () => {
    const dir = await folder();
    await writeMarket({ dir, ...SMALL, weeks: 20, authors: 300 });
    const csv = new TextDecoder('gb18030', { fatal: true }).decode(
      await readFile(join(dir, 'data', 'xiaohongshu.csv')),
    );
    expect(/,\d+(\.\d)?万,/u.test(csv)).toBe(true);
    const [head = '', ...rows] = csv.trimEnd().split('\n');
    expect(head.split(',').slice(0, 4)).toEqual(['类型', '笔记ID', '根笔记ID', '回复ID']);
    const comments = rows.filter((row) => row.startsWith('评论'));
    const named = /欧若拉|歐若拉|诺瓦|諾瓦|蔻曼|aurora|nova|coman/iu;
    expect(comments.filter((row) => !named.test(row)).length / comments.length).toBeGreaterThan(0.8);
    const shown = [/匿名用户/u, /？/u, /极光|欧若拉号|bossa nova|supernova/u].map((what) => what.test(csv));
    expect(shown).toEqual([true, true, true]);
    const ids = rows.map((row) => row.split(',')[1]);
    expect(new Set(ids).size).toBeLessThan(ids.length);
  });

  test('honest notes hardly ever repeat one another; the army does', async () => {
    const dir = await folder();
    await writeMarket({ dir, ...SMALL, weeks: 20, authors: 600 });
    const { authors } = JSON.parse(await readFile(join(dir, 'truth.json'), 'utf8')) as {
      authors: { id: string; role: string }[];
    };
    const roleOf = new Map(authors.map(({ id, role }) => [id, role]));
    const posts = (await readFile(join(dir, 'data', 'weibo.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { mid: string; type: string; text: string; user: { id: string } })
      .filter(({ type }) => type === 'status');
    const distinct = (roles: readonly string[]) => {
      const texts = new Map(
        posts.filter(({ user }) => roles.includes(roleOf.get(user.id)!)).map(({ mid, text }) => [mid, text]),
      );
      return new Set(texts.values()).size / texts.size;
    };
    expect(distinct(['koc', 'casual', 'enthusiast', 'detractor'])).toBeGreaterThan(0.97);
    expect(distinct(['army'])).toBeLessThan(0.75);
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
    expect(mean(() => chance.gamma(3))).toBeCloseTo(1, 1);
    expect(mean(() => chance.gamma(0.5))).toBeCloseTo(1, 1);
    expect(mean(() => (chance.gamma(3) - 1) ** 2)).toBeCloseTo(1 / 3, 1);
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
