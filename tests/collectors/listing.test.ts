/** What the listing engine makes of pages that no recorded platform has shown yet. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type ListedRecord, listingCollector, type Page } from '../../collectors/listing.ts';
import type { Window } from '../../warehouse/contracts/live.ts';
import { ask } from './live/fixture.ts';
import { idsOf, runLive } from './live/pass.ts';
import { startPlatform } from './live/platform.ts';

const CAP = 3;
const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const post = (id: string, when: string): ListedRecord => {
  return { kind: 'post', id, parentId: null, authorId: 'ana', publishedAt: at(when), payload: { id } };
};

const answer = (records: readonly ListedRecord[], isCapped: boolean): Page<never> => {
  return { records, next: null, isCapped, url: 'https://search.example/', fetchedAt: at('23T00:00') };
};

/** A search that answers a window as `show` says. */
function searching(show: (window: Window) => Page<never>) {
  return listingCollector<Record<string, never>, never>({
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
    next: z.never(),
    boundsTime: true,
    hosts: () => ['search.example'],
    page: async ({ window }) => show(window),
    said: () => ({ skip: 'not read here' }),
  });
}

async function collectedFrom(show: (window: Window) => Page<never>) {
  await using platform = await startPlatform([], []);
  const fixture = {
    options: {},
    exchanges: [],
    ask: ask.parse({
      queries: [{ kind: 'keyword', words: 'Kettlewise', brandId: 'kettlewise' }],
      window: { since: '2026-11-01T00:00:00Z', until: '2026-11-23T00:00:00Z' },
      now: '2026-11-23T00:00:05Z',
    }),
  };
  return runLive(searching(show), fixture, platform);
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
