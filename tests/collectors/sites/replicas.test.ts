/** Everything that a replica shows comes out of its answers, and its ways to say no are understood; without a browser. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { siteOf } from '../../../collectors/browsing/site_collector.ts';
import { siteReader } from '../../../collectors/browsing/site_reader.ts';
import { discoverCollectors } from '../../../collectors/discover.ts';
import type { Count } from '../../../warehouse/contracts/counts.ts';
import type { CanonicalAuthor, CanonicalCounts, CanonicalRecord } from '../../../warehouse/contracts/rows.ts';
import {
  commentCount,
  commentsOf,
  type ReplicaComment,
  type ReplicaPost,
  replicaMarket,
  SMALL,
} from '../../replica/market.ts';
import type { Fault, Replica } from '../../replica/site.ts';
import { walk } from '../../replica/walk.ts';
import { envelopeOf, headerOf } from '../envelope.ts';

const NOW = Date.UTC(2026, 10, 20);
const FOLDER = new URL('../../replica/', import.meta.url);

const collectors = await discoverCollectors();
const names = readdirSync(FOLDER).flatMap((file) => /^(\w+)\.ts$/u.exec(file)?.[1] ?? []);
const replicas = await Promise.all(
  names
    .filter((name) => collectors.has(name))
    .map(async (name) => {
      const { replica } = (await import(new URL(`${name}.ts`, FOLDER).href)) as { replica: Replica };
      return [name, replica] as const;
    }),
);

const market = replicaMarket({ ...SMALL, until: NOW });

interface Seen {
  readonly records: ReadonlyMap<string, CanonicalRecord>;
  readonly counts: ReadonlyMap<string, readonly CanonicalCounts[]>;
  readonly authors: ReadonlyMap<string, readonly CanonicalAuthor[]>;
  readonly gone: ReadonlySet<string>;
  readonly kinds: readonly string[];
  readonly refusals: readonly string[];
  readonly sealed: string;
}

function look(name: string, replica: Replica, fault: Fault = 'none'): Seen {
  const collector = collectors.get(name)!;
  const site = siteOf(collector)!;
  const origin = `https://${site.hosts[0]}`;
  const reader = siteReader(site, site.hosts);
  const normalise = collector.normalizer(headerOf(collector, {}));
  const records = new Map<string, CanonicalRecord>();
  const counts = new Map<string, CanonicalCounts[]>();
  const authors = new Map<string, CanonicalAuthor[]>();
  const gone = new Set<string>();
  const kinds: string[] = [];
  const refusals: string[] = [];
  let sealed = '';
  for (const answer of walk(replica, market, NOW, { fault, origin })) {
    const read = reader.read(answer);
    if (read.kind === 'seen' && read.drifts.length > 0) kinds.push('drift');
    kinds.push(read.kind);
    if (read.kind === 'refusal') refusals.push(read.refusal.outcome);
    for (const record of reader.seal(read, answer.at)) {
      sealed += `${record.payloadJson} ${record.requestUrl}\n`;
      if (record.payloadJson.includes('"koc_gone"')) gone.add(record.id);
      const rows = normalise({ ...envelopeOf(collector, record, 0), fetched_at: answer.at });
      if ('skip' in rows) continue;
      for (const row of rows.records) {
        const key = `${row.kind} ${row.id}`;
        const before = records.get(key);
        if (before === undefined || before.isExcerpt === true || row.isExcerpt !== true) records.set(key, row);
      }
      for (const row of rows.counts)
        counts.set(`${row.kind} ${row.id}`, [...(counts.get(`${row.kind} ${row.id}`) ?? []), row]);
      for (const row of rows.authors) authors.set(row.id, [...(authors.get(row.id) ?? []), row]);
    }
  }
  return { records, counts, authors, gone, kinds, refusals, sealed };
}

/** Whether a shown count is what it is a rounding of. */
const fits = (shown: Count | null | undefined, is: number) =>
  shown !== null &&
  shown !== undefined &&
  (Math.abs(shown.value - is) < shown.granularity || (shown.isFloor && is >= shown.value));

describe.each(replicas)('the replica of %s', (name, replica) => {
  const { ids, visible, says = ({ text }: ReplicaPost | ReplicaComment) => text } = replica;
  const seen = look(name, replica);

  test('is read without a word that is not understood', () => {
    expect(new Set(seen.kinds)).not.toContain('drift');
    expect(new Set(seen.kinds)).not.toContain('broken');
    expect(seen.refusals.filter((outcome) => outcome !== 'gone')).toEqual([]);
  });

  test('gives every post with its words, its author, its moment and what it counts', () => {
    for (const post of market.posts) {
      const row = seen.records.get(`post ${ids.post(post.no)}`);
      if (post.isGone) {
        expect(seen.gone.has(ids.post(post.no)) || seen.refusals.includes('gone')).toBe(true);
        continue;
      }
      expect(row, `post ${post.no}`).toMatchObject({ authorId: ids.author(post.author.no), publishedAt: post.at });
      expect(row?.text?.replaceAll(/\s+/gu, '')).toBe(says(post).replaceAll(/\s+/gu, ''));
      const counted = seen.counts.get(`post ${ids.post(post.no)}`) ?? [];
      for (const what of visible.post) {
        if (what === 'title') expect(row?.title).toBe(post.title);
        else if (what === 'region') expect(row?.region).toBe(post.region);
        else if (what === 'images') expect([row?.imageCount, row?.hasVideo]).toEqual([post.images, post.hasVideo]);
        else {
          const is = what === 'replies' ? commentCount(post) : post[what];
          expect(
            counted.some((row) => fits(row[what], is)),
            `${what} of ${post.no}: ${is}`,
          ).toBe(true);
        }
      }
    }
  });

  test('gives every comment and every answer below it, and whom it answers', () => {
    for (const one of market.posts.flatMap(commentsOf)) {
      const row = seen.records.get(`comment ${ids.comment(one.no)}`);
      expect(row, `comment ${one.no}`).toMatchObject({
        authorId: ids.author(one.author.no),
        rootId: ids.post(one.post.no),
        publishedAt: one.at,
      });
      expect(row?.text).toBe(says(one));
      const answered = visible.isFlat === true ? one.root : one.parent;
      if (answered !== null) expect(row?.parentId).toBe(ids.comment(answered.no));
      if (visible.comment.includes('region')) expect(row?.region).toBe(one.region);
      const [counted] = seen.counts.get(`comment ${ids.comment(one.no)}`) ?? [];
      if (visible.comment.includes('likes')) expect(fits(counted?.likes, one.likes)).toBe(true);
    }
    const comments = [...seen.records.values()].filter(({ kind }) => kind === 'comment');
    expect(comments).toHaveLength(market.posts.flatMap(commentsOf).length);
  });

  test('gives every account with its followers, and who is verified', () => {
    for (const author of visible.followers === null ? [] : market.authors) {
      const rows = seen.authors.get(ids.author(author.no)) ?? [];
      expect(
        rows.some(({ followers }) => fits(followers, author.followers)),
        author.name,
      ).toBe(true);
      expect(rows.every(({ name: shown }) => shown === null || shown === author.name)).toBe(true);
      const isVerified = author.account !== 'person';
      expect(rows.some((row) => row.isVerified === isVerified)).toBe(true);
      expect(rows.some(({ accountKind }) => accountKind === 'organisation')).toBe(author.account === 'organisation');
    }
  });

  test('leaves no token in what is sealed', () => {
    expect(seen.sealed.match(/[^"]{0,40}secret[^"]{0,20}/giu)).toBeNull();
  });

  test('says no in ways that are understood, and a changed schema is told', () => {
    const { drive } = siteOf(collectors.get(name)!)!;
    const isAsBefore = (found: Seen) => found.kinds.length === seen.kinds.length && found.refusals.length === 0;
    const expected = { login_wall: 'login_needed', captcha: 'blocked', risk_control: /blocked|rate_limited/u } as const;
    for (const [fault, outcome] of Object.entries(expected)) {
      const found = look(name, replica, fault as Fault);
      // A platform that is never driven need not have every way of saying no.
      if (drive === undefined && isAsBefore(found)) continue;
      expect(found.refusals.join(' '), fault).toMatch(outcome);
      expect(found.kinds, fault).not.toContain('drift');
    }
    const changed = look(name, replica, 'changed_schema');
    if (drive !== undefined || !isAsBefore(changed)) expect(changed.kinds).toContain('drift');
  });
});
