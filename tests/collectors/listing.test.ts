/** What the listing engine makes of pages that no recorded platform has shown yet. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Ask, type ListedRecord, listingCollector, type Page } from '../../collectors/engine/listing.ts';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import { type Query, RefusalError, type Window } from '../../warehouse/contracts/live.ts';
import { ask } from './live/fixture.ts';
import { idsOf, runLive } from './live/pass.ts';
import { startPlatform } from './live/platform.ts';

const CAP = 3;
const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const post = (id: string, when: string): ListedRecord => {
  return { kind: 'post', id, parentId: null, authorId: 'ana', publishedAt: at(when), payload: { id } };
};

const answer = (records: readonly ListedRecord[], isCapped: boolean): Page<number> => {
  return { records, next: null, isCapped, url: 'https://search.example/', fetchedAt: at('23T00:00') };
};

type Shown = Pick<Ask<unknown, number>, 'query' | 'window' | 'next'>;

/** A listing that answers as `show` says, bounded in time or not. */
function listing(show: (asked: Shown) => Page<number>, boundsTime: boolean) {
  return listingCollector<Record<string, never>, number>({
    meta: {
      name: 'search',
      platform: 'search',
      version: 1,
      kinds: ['post'],
      queryKinds: ['keyword'],
      order: 'newest-first',
      access: { via: 'official_api', secrets: [], robots: 'n/a', terms: 'None.' },
      pace: { perMinute: 60, concurrency: 1 },
      caps: {},
      collects: [],
      personal: {},
      limitations: [],
    },
    options: z.strictObject({}),
    next: z.int(),
    boundsTime,
    hosts: () => ['search.example'],
    page: async (asked) => show(asked),
    said: () => ({ skip: 'not read here' }),
  });
}

const WINDOW = { since: '2026-11-01T00:00:00Z', until: '2026-11-23T00:00:00Z' };
const keyword = (words: string): Query => ({ kind: 'keyword', words, brandId: 'kettlewise' });

interface Asked {
  readonly queries?: readonly Query[];
  readonly window?: { readonly since: string; readonly until: string };
  readonly cursor?: unknown;
  readonly onCursor?: (cursor: unknown) => void;
}

async function passOver(
  show: (asked: Shown) => Page<number>,
  { queries = [keyword('Kettlewise')], window = WINDOW, cursor = null, onCursor }: Asked = {},
  boundsTime = false,
) {
  await using platform = await startPlatform([], []);
  const fixture = { options: {}, exchanges: [], ask: ask.parse({ queries, window, now: '2026-11-23T00:00:05Z' }) };
  return runLive(listing(show, boundsTime), fixture, platform, { cursor, ...(onCursor && { onCursor }) });
}

function collectedFrom(show: (window: Window) => Page<number>) {
  return passOver(({ window }) => show(window), {}, true);
}

/** Pages of five out of a list, by number. */
function paged(posts: readonly ListedRecord[], next: number | null): Page<number> {
  const from = next ?? 0;
  const to = from + 5;
  return { ...answer(posts.slice(from, to), false), next: to < posts.length ? to : null };
}

test('a post pinned from before the window hides nothing of a capped one', async () => {
  const posts = Array.from({ length: 10 }, (_, i) => post(`p${i}`, `${22 - i}T08:00`));
  const pinned = { ...post('old', '01T08:00'), publishedAt: 0 };
  const run = await collectedFrom(({ since, until }) => {
    const found = posts.filter(({ publishedAt }) => publishedAt! >= since && publishedAt! < until);
    return answer([pinned, ...found.slice(0, CAP)], found.length > CAP);
  });
  expect(idsOf(run.records)).toEqual(posts.map(({ id }) => `search:post:${id}`).sort());
  expect(run.end).toMatchObject({ outcome: 'ok' });
});

test('a platform that ignores the window is asked once and the window noted as lost', async () => {
  let asked = 0;
  const run = await collectedFrom(() => {
    asked += 1;
    return answer([post('new', '24T08:00')], true);
  });
  expect(asked).toBe(1);
  expect(run.records).toEqual([]);
  expect(run.end).toMatchObject({ outcome: 'capped' });
  expect(Object.values((run.cursor as { gaps: object }).gaps)).toEqual([
    [expect.objectContaining({ since: at('01T00:00'), until: at('23T00:00') })],
  ]);
});

test('an old interval is read though pages and pages of newer posts stand before it', async () => {
  const posts = Array.from({ length: 60 }, (_, i) => ({
    ...post(`p${i}`, '22T08:00'),
    publishedAt: at('22T08:00') - i * 6e6,
  }));
  const window = { since: WINDOW.since, until: '2026-11-19T00:00:00Z' };
  const run = await passOver(({ next }) => paged(posts, next), { window });
  const wanted = posts.filter(({ publishedAt }) => publishedAt < Date.parse(window.until));
  expect(wanted.length).toBeGreaterThan(5);
  expect(idsOf(run.records)).toEqual(wanted.map(({ id }) => `search:post:${id}`).sort());
  expect(run.end).toMatchObject({ outcome: 'ok' });
});

test('a query that finds what another has found is read to its own end', async () => {
  const posts = Array.from({ length: 40 }, (_, i) => ({
    ...post(`p${i}`, '22T08:00'),
    publishedAt: at('22T08:00') - i * 6e6,
  }));
  const more = [...posts, post('only here', '05T08:00')];
  const run = await passOver(
    ({ query, next }) => paged(query.kind === 'keyword' && query.words === 'Kettlewise' ? posts : more, next),
    { queries: [keyword('Kettlewise'), keyword('kettle')] },
  );
  expect(idsOf(run.records)).toHaveLength(41);
  expect(run.end).toMatchObject({ outcome: 'ok', asked: { duplicates: 40 } });
});

test('a listing that goes in circles ends, also when the counts in it go on growing', async () => {
  let likes = 0;
  const run = await passOver(({ next }) => {
    const records = [{ ...post('again', '22T08:00'), payload: { likes: likes++ } }];
    return { ...answer(records, false), next: (next ?? 0) + 1 };
  });
  expect(run.end).toMatchObject({ outcome: 'partial' });
  expect(likes).toBeLessThan(10);
});

test.each([
  ['broken', () => new RefusalError('failed', 'status 500, 5 times in a row')],
  ['refused', () => new RefusalError('blocked', 'access is denied')],
  ['of another shape', () => new PayloadError('the body is not JSON')],
])('a post whose page stays %s does not keep all that waits behind it from being read', async (_how, error) => {
  const about = (id: string): Query => ({ kind: 'post', postId: id, publishedAt: null });
  const show = ({ query }: Shown) => {
    if (query.kind !== 'post') {
      const first = { ...answer([post('a', '22T08:00')], false), follow: [about('a')] };
      return query.kind === 'keyword' && query.words === 'Kettlewise' ? first : answer([post('b', '21T08:00')], false);
    }
    throw error();
  };
  let cursor: unknown = null;
  const ends: (string | null)[] = [];
  for (let runs = 0; runs < 4; runs++) {
    const onCursor = (kept: unknown) => {
      cursor = kept;
    };
    const run = await passOver(show, { queries: [keyword('Kettlewise'), keyword('other')], cursor, onCursor }).catch(
      () => null,
    );
    cursor = run?.cursor ?? cursor;
    ends.push(run?.end?.outcome ?? null);
  }
  const fallen = error() instanceof RefusalError ? (error() as RefusalError).outcome : null;
  expect(ends).toEqual([fallen, fallen, 'partial', 'empty']);
  expect((cursor as { marks: object }).marks).toEqual({
    'keyword:kettlewise:Kettlewise': expect.any(Number),
    'keyword:kettlewise:other': expect.any(Number),
  });
});
