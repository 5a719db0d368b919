import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { type FakeHackerNews, fakeHackerNews } from '../support/fake_hackernews.ts';
import { koc, startKoc } from '../support/koc.ts';
import { KEY, temporaryFolder } from '../support/market.ts';

const HOUR_MS = 3_600_000;
const [POSTS, PER_PAGE] = [118, 5];
const PAGES = Math.ceil(POSTS / PER_PAGE);

/**
 * When each of ten processes is killed: at its n-th request, before that is answered or so many ms after. Before the first answer, while a
 * page is sealed, between two pages; the last ones get further than the first.
 */
const KILLS: readonly { readonly request: number; readonly afterMs: number | null }[] = [
  { request: 1, afterMs: null },
  { request: 1, afterMs: 0 },
  { request: 2, afterMs: null },
  { request: 2, afterMs: 3 },
  { request: 2, afterMs: 8 },
  { request: 2, afterMs: 15 },
  { request: 2, afterMs: 30 },
  { request: 2, afterMs: 100 },
  { request: 3, afterMs: null },
  { request: 3, afterMs: 5 },
];

test('a day of collecting, killed ten times: nothing acknowledged is lost, and each time one page at most is asked for again', async () => {
  await using killed = await stage();
  await using whole = await stage();
  const undisturbed = koc(whole.dir, ['collect'], KEY);

  for (const { request, afterMs } of KILLS) {
    const from = killed.hn.asked.length;
    const before = sealed(killed.dir);
    const { child, ended } = startKoc(killed.dir, ['collect'], KEY);
    const kill = () => void child.kill('SIGKILL');
    killed.hn.answer = (index) => {
      if (afterMs === null && index === from + request - 1) kill();
      return null;
    };
    killed.hn.answered = (index) => {
      if (afterMs !== null && index === from + request - 1) void sleep(afterMs).then(kill);
    };
    const { signal, stderr } = await ended;
    expect(signal, stderr).toBe('SIGKILL');
    expect(sealed(killed.dir)).toEqual(expect.arrayContaining(before));
  }
  killed.hn.answer = () => null;
  killed.hn.answered = () => {};
  await koc(killed.dir, ['collect'], KEY);
  await undisturbed;

  expect(whole.hn.asked).toHaveLength(PAGES);
  const [records, expected] = [sealed(killed.dir), sealed(whole.dir)];
  expect(new Set(records)).toEqual(new Set(expected));
  expect(expected).toHaveLength(POSTS);
  // Ten pages twice, and one page of what came since the first of the eleven began.
  expect(killed.hn.asked.length).toBeLessThanOrEqual(PAGES + KILLS.length + 1);
  console.log(`${killed.hn.asked.length} requests instead of ${PAGES}; ${records.length - POSTS} records sealed twice`);
});

async function stage(): Promise<{ readonly dir: string; readonly hn: FakeHackerNews } & AsyncDisposable> {
  const hn = await fakeHackerNews();
  const folder = await temporaryFolder();
  // Whole seconds, none so new that it would be asked for again behind the mark.
  const from = Math.floor(Date.now() / 1000) * 1000 - 7 * HOUR_MS;
  for (let id = 1; id <= POSTS; id++)
    hn.posts.push({ id, at: from - id * HOUR_MS, author: `user${id % 9}`, text: `Aurora number ${id}` });
  writeFileSync(
    join(folder.dir, 'koc.yaml'),
    `version: 1
contact: tests@example.org
brands: [{ id: aurora, names: [Aurora] }]
sources:
  - id: hn
    collector: hackernews
    acknowledged: true
    allow_private: true
    with: { base_url: "${hn.url}", hits_per_page: ${PER_PAGE} }
`,
  );
  return {
    dir: folder.dir,
    hn,
    async [Symbol.asyncDispose]() {
      await hn[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Records of all commits on disk, read without our own reader: what a commit names was acknowledged. */
function sealed(dir: string): string[] {
  const manifest = join(dir, 'raw', 'manifest');
  let names: string[] = [];
  try {
    names = readdirSync(manifest).filter((name) => name.endsWith('.json'));
  } catch {}
  const entries = names.map((name) => JSON.parse(readFileSync(join(manifest, name), 'utf8')) as ManifestEntry);
  return entries
    .flatMap(({ segments }) => segments)
    .flatMap(({ path, records }) => {
      const lines = zstdDecompressSync(readFileSync(join(dir, 'raw', path)))
        .toString('utf8')
        .trimEnd()
        .split('\n');
      const ids = lines.slice(1).map((line) => `${path.split('/')[0]}:${(JSON.parse(line) as { id: string }).id}`);
      if (ids.length !== records) throw new Error(`${path} holds ${ids.length} records instead of ${records}`);
      return ids;
    })
    .sort();
}
