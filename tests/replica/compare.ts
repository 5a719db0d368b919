/** What a workspace has sealed of a replica, against what the replica shows: ids, words, moments and counts, by the market alone. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import type { Count } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { CanonicalAuthor, CanonicalCounts, CanonicalRecord } from '../../warehouse/contracts/rows.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import {
  commentCount,
  commentsOf,
  type ReplicaAuthor,
  type ReplicaComment,
  type ReplicaMarket,
  type ReplicaPost,
} from './market.ts';
import type { Replica } from './site.ts';
import type { SiteStage } from './sites.ts';

export interface SeenRows {
  /** By kind and id: the newest whole version, else the newest excerpt. */
  readonly records: Map<string, CanonicalRecord>;
  readonly counts: Map<string, CanonicalCounts[]>;
  readonly authors: Map<string, CanonicalAuthor[]>;
  readonly gone: Set<string>;
  /** Sealed answers that are not understood, by path. */
  readonly drifts: string[];
  /** Everything that was sealed, as text. */
  sealed: string;
}

export function noRows(): SeenRows {
  return { records: new Map(), counts: new Map(), authors: new Map(), gone: new Set(), drifts: [], sealed: '' };
}

/** Takes one sealed record. */
export function takeRows(seen: SeenRows, normalise: ReturnType<Collector['normalizer']>, envelope: RawEnvelope): void {
  const text = JSON.stringify(envelope.payload);
  seen.sealed += `${envelope.request_url} ${text}\n`;
  if (text.includes('"koc_gone"')) seen.gone.add(envelope.id);
  if (text.includes('"koc_drift"')) seen.drifts.push((envelope.payload as { path: string }).path);
  const rows = normalise(envelope);
  if ('skip' in rows) return;
  for (const row of rows.records) {
    const key = `${row.kind} ${row.id}`;
    const before = seen.records.get(key);
    if (before === undefined || before.isExcerpt === true || row.isExcerpt !== true) seen.records.set(key, row);
  }
  for (const row of rows.counts) push(seen.counts, `${row.kind} ${row.id}`, row);
  for (const row of rows.authors) push(seen.authors, row.id, row);
}

/** All that raw holds, in the order in which it was sealed. */
export async function rowsIn({ ws, context, of }: Pick<SiteStage, 'ws' | 'context' | 'of'>): Promise<SeenRows> {
  const seen = noRows();
  const raw = await openWorkspaceRaw(await ws.open(), context());
  for (const { ref } of raw.segments()) {
    const { header, batches } = await readSegment(join(ws.dir, 'raw'), ref);
    const normalise = of.collector.normalizer(header);
    for await (const batch of batches) for (const envelope of batch) takeRows(seen, normalise, envelope);
  }
  return seen;
}

/** Whether a shown count is what it is a rounding of. */
function fits(shown: Count | null | undefined, is: number): boolean {
  if (shown === null || shown === undefined) return false;
  return Math.abs(shown.value - is) < shown.granularity || (shown.isFloor && is >= shown.value);
}

/** Fails where something of the market is missing, wrong, or there that it does not have. `profiles`: whose were looked at. */
export function expectMarket(
  seen: SeenRows,
  { ids, visible, isBeside, says = ({ text }: ReplicaPost | ReplicaComment) => text }: Replica,
  market: ReplicaMarket,
  { profiles }: { readonly profiles: readonly ReplicaAuthor[] },
): void {
  const bare = (text: string | null | undefined) => text?.replaceAll(/\s+/gu, '');
  const alive = market.posts.filter(({ isGone }) => !isGone);
  for (const post of alive) {
    const id = ids.post(post.no);
    const row = seen.records.get(`post ${id}`);
    expect(row, `post ${post.no}`).toMatchObject({ authorId: ids.author(post.author.no), publishedAt: post.at });
    expect(bare(row?.text), `words of ${post.no}`).toBe(bare(says(post)));
    for (const what of visible.post) {
      if (what === 'title') expect(row?.title).toBe(post.title);
      else if (what === 'region') expect(row?.region).toBe(post.region);
      else if (what === 'images') expect([row?.imageCount, row?.hasVideo]).toEqual([post.images, post.hasVideo]);
      else {
        const is = what === 'replies' ? commentCount(post) : post[what];
        const told = (seen.counts.get(`post ${id}`) ?? []).map((counts) => counts[what]);
        expect(
          told.some((shown) => fits(shown, is)),
          `${what} of post ${post.no}: ${is}, not ${JSON.stringify(told)}`,
        ).toBe(true);
      }
    }
  }
  const comments = alive.flatMap(commentsOf);
  for (const one of comments) {
    const id = ids.comment(one.no);
    const answered = visible.isFlat === true ? one.root : one.parent;
    const row = seen.records.get(`comment ${id}`);
    expect(row, `comment ${one.no}`).toMatchObject({
      authorId: ids.author(one.author.no),
      rootId: ids.post(one.post.no),
      publishedAt: one.at,
      text: says(one),
      ...(answered === null ? {} : { parentId: ids.comment(answered.no) }),
    });
    if (visible.comment.includes('likes')) {
      expect(
        (seen.counts.get(`comment ${id}`) ?? []).some(({ likes }) => fits(likes, one.likes)),
        id,
      ).toBe(true);
    }
  }
  // Of a post that is gone a list may still show a card.
  const away = new Set(market.posts.filter(({ isGone }) => isGone).map(({ no }) => ids.post(no)));
  const kinds = (kind: string) => [...seen.records.values()].filter((row) => row.kind === kind && !away.has(row.id));
  expect(kinds('comment')).toHaveLength(comments.length);
  expect(kinds('post').filter(({ id }) => isBeside?.(id) !== true)).toHaveLength(alive.length);
  if (visible.followers !== null) {
    for (const { no, followers } of profiles) {
      const told = (seen.authors.get(ids.author(no)) ?? []).map((row) => row.followers);
      expect(
        told.some((shown) => fits(shown, followers)),
        `followers of ${no}: ${followers}`,
      ).toBe(true);
    }
  }
  expect(seen.drifts).toEqual([]);
  expect(seen.sealed.match(/[^"]{0,40}secret[^"]{0,20}/giu), 'tokens').toBeNull();
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
