/** Everything that a replica shows comes out of its answers, and its ways to say no are understood; without a browser. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { siteOf } from '../../../collectors/browsing/site_collector.ts';
import { siteReader } from '../../../collectors/browsing/site_reader.ts';
import { discoverCollectors } from '../../../collectors/discover.ts';
import { expectMarket, noRows, type SeenRows, takeRows } from '../../replica/compare.ts';
import { replicaMarket, SMALL } from '../../replica/market.ts';
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

interface Looked extends SeenRows {
  readonly kinds: readonly string[];
  readonly refusals: readonly string[];
}

function look(name: string, replica: Replica, fault: Fault = 'none'): Looked {
  const collector = collectors.get(name)!;
  const site = siteOf(collector)!;
  const reader = siteReader(site, site.hosts);
  const normalise = collector.normalizer(headerOf(collector, {}));
  const seen = noRows();
  const kinds: string[] = [];
  const refusals: string[] = [];
  for (const answer of walk(replica, market, NOW, { fault, origin: `https://${site.hosts[0]}` })) {
    const read = reader.read(answer);
    kinds.push(read.kind);
    if (read.kind === 'refusal') refusals.push(read.refusal.outcome);
    for (const [seq, record] of reader.seal(read, answer.at).entries()) {
      takeRows(seen, normalise, { ...envelopeOf(collector, record, seq), fetched_at: answer.at });
    }
  }
  return { ...seen, kinds, refusals };
}

describe.each(replicas)('the replica of %s', (name, replica) => {
  const { ids, visible } = replica;
  const seen = look(name, replica);

  test('gives every post, comment and account, and nothing that is not understood', () => {
    expect([...seen.drifts, ...seen.kinds.filter((kind) => kind === 'broken')]).toEqual([]);
    expect(seen.refusals.filter((outcome) => outcome !== 'gone')).toEqual([]);
    expectMarket(seen, replica, market, { profiles: market.authors });
    for (const post of market.posts.filter(({ isGone }) => isGone)) {
      expect(seen.gone.has(ids.post(post.no)) || seen.refusals.includes('gone')).toBe(true);
    }
  });

  test('tells people from organisations, and who is verified', () => {
    for (const author of visible.followers === null ? [] : market.authors) {
      const rows = seen.authors.get(ids.author(author.no)) ?? [];
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
    const isAsBefore = (found: Looked) => found.kinds.length === seen.kinds.length && found.refusals.length === 0;
    const expected = { login_wall: 'login_needed', captcha: 'blocked', risk_control: /blocked|rate_limited/u } as const;
    for (const [fault, outcome] of Object.entries(expected)) {
      const found = look(name, replica, fault as Fault);
      // A platform that is never driven need not have every way of saying no.
      if (drive === undefined && isAsBefore(found)) continue;
      expect(found.refusals.join(' '), fault).toMatch(outcome);
      expect(found.drifts, fault).toEqual([]);
    }
    const changed = look(name, replica, 'changed_schema');
    if (drive !== undefined || !isAsBefore(changed)) expect(changed.drifts).not.toEqual([]);
  });
});
