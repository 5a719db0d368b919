import { describe, expect, test } from 'vitest';
import { BRANDS, inventBrands, PLATFORM_NAMES } from '../../jobs/sample/brands.ts';
import { dice } from '../../jobs/sample/dice.ts';
import type { MarketEvent } from '../../jobs/sample/events.ts';
import { drawReader, friendOf } from '../../jobs/sample/friends.ts';
import { makeMarket, planMarket } from '../../jobs/sample/market.ts';
import { ATTACK_KINDS } from '../../jobs/sample/rings.ts';
import { KOL_LEAST_FOLLOWERS, ROLES, type Role } from '../../jobs/sample/roles.ts';
import { marketEvents } from '../../jobs/sample/timeline.ts';

const ENDS_AT = Date.UTC(2026, 10, 15, 16);
const WEEK_MS = 7 * 86_400_000;
const market = makeMarket(planMarket({ seed: 'people', authors: 2000, weeks: 40, endsAt: ENDS_AT }));
const events = [...marketEvents(market)];
const byRole = Map.groupBy(market.authors, ({ role }) => role);

describe('the people', () => {
  test('are as many as asked for, every role in its share, KOCs of every brand', () => {
    expect(market.authors).toHaveLength(2000);
    for (const [role, { share }] of Object.entries(ROLES))
      if (role !== 'casual' && role !== 'official')
        expect(byRole.get(role as Role)?.length ?? 0).toBe(Math.round(2000 * share));
    expect(byRole.get('official')!.map(({ home }) => home)).toEqual(expect.arrayContaining([...BRANDS]));
    expect(new Set(byRole.get('koc')!.map(({ home }) => home)).size).toBe(BRANDS.length);
    for (const kol of byRole.get('kol')!) expect(kol.followers).toBeGreaterThanOrEqual(KOL_LEAST_FOLLOWERS);
  });

  test('of an army are twelve on one platform, of one brand, in the same eight weeks', () => {
    for (const ring of market.rings.slice(0, -1)) {
      const members = ring.members.map((index) => market.authors[index]!);
      expect(members).toHaveLength(12);
      expect(new Set(members.map(({ platform, home, weeks }) => [platform, home.id, ...weeks].join())).size).toBe(1);
      expect(members[0]!.weeks[1] - members[0]!.weeks[0]).toBe(7);
    }
  });

  test('know their neighbours: two thirds of the friends are near', () => {
    let near = 0;
    let all = 0;
    for (const author of market.authors.slice(0, 300)) {
      const people = market.byPlatform[author.platform].length;
      for (let nth = 0; nth < 18; nth++, all++) {
        const apart = Math.abs(friendOf(market, author, nth).place - author.place);
        if (Math.min(apart, people - apart) <= 9) near++;
      }
    }
    expect(near / all).toBeGreaterThan(0.62);
    expect(near / all).toBeLessThan(0.72);
  });

  test('are answered by honest people who are there', () => {
    const chance = dice('readers');
    for (const author of byRole.get('koc')!) {
      const reader = drawReader(market, author, 20, chance)!;
      expect(reader).not.toBe(author);
      expect(['official', 'army', 'fake', 'shill']).not.toContain(reader.role);
      expect(reader.weeks[0]).toBeLessThanOrEqual(20);
      expect(reader.weeks[1]).toBeGreaterThanOrEqual(20);
    }
  });

  test('a third of them goes quiet, and then says nothing more', () => {
    const quiet = byRole.get('casual')!.filter(({ weeks }) => weeks[1] < 39);
    expect(quiet.length / byRole.get('casual')!.length).toBeGreaterThan(0.25);
    expect(quiet.length / byRole.get('casual')!.length).toBeLessThan(0.36);
    const late = events.filter(({ author, kind, publishedAt }) => {
      return kind === 'post' && publishedAt >= ENDS_AT - (39 - author.weeks[1]) * WEEK_MS;
    });
    expect(late).toEqual([]);
  });
});

describe('what happens', () => {
  const posts = events.filter(({ kind }) => kind === 'post');

  test('is neither said nor seen at or after the end, nor seen before it is said, nor answered before it is there', () => {
    const saidAt = new Map<number, number>();
    const wrong: number[] = [];
    for (const event of events) {
      saidAt.set(event.no, event.publishedAt);
      const moments = [event.publishedAt, ...event.sightings.map(({ observedAt }) => observedAt), ENDS_AT - 1];
      const isEarly = event.parentNo !== null && event.publishedAt < saidAt.get(event.parentNo)!;
      if (isEarly || moments.some((at, nth) => at < (moments[nth - 1] ?? 0))) wrong.push(event.no);
    }
    expect(wrong).toEqual([]);
    expect(saidAt.size).toBe(events.length);
  });

  test('60 % of what KOLs say is paid for, half of that says so, and nobody else does', () => {
    const kol = posts.filter(({ author }) => author.role === 'kol');
    expect(kol.filter(({ isDisclosed }) => isDisclosed).length / kol.length).toBeCloseTo(0.3, 1);
    expect(posts.filter(({ author, isDisclosed }) => isDisclosed && author.role !== 'kol')).toEqual([]);
  });

  test('likes grow with followers more slowly than they do, and by platform as 1 : 6 : 0.3', () => {
    const casual = posts.filter(({ author }) => author.role === 'casual' || author.role === 'enthusiast');
    const perReach = PLATFORM_NAMES.map((platform) => {
      const there = casual.filter(({ author }) => author.platform === platform);
      const likes = there.reduce((sum, { sightings }) => sum + sightings.at(-1)!.likes, 0);
      return likes / there.reduce((sum, { author }) => sum + author.followers ** 0.85, 0);
    });
    expect(perReach[1]! / perReach[0]!).toBeGreaterThan(4.5);
    expect(perReach[1]! / perReach[0]!).toBeLessThan(7.5);
    expect(perReach[2]! / perReach[0]!).toBeGreaterThan(0.2);
    expect(perReach[2]! / perReach[0]!).toBeLessThan(0.45);
  });

  test('who has answered praise of a strange brand speaks of it more often than who has not', () => {
    const until = new Map<string, number>();
    const said = { after: [0, 0], else: [0, 0] };
    for (const event of events.toSorted((a, b) => a.publishedAt - b.publishedAt)) {
      const { author, brand, kind, publishedAt } = event;
      if (!ROLES[author.role].mayQuit || brand === null) continue;
      if (kind === 'comment' && brand !== author.home)
        until.set(`${author.index} ${brand.id}`, publishedAt + 4 * WEEK_MS);
      if (kind === 'comment') continue;
      for (const one of BRANDS) {
        if (one === author.home) continue;
        const isAfter = (until.get(`${author.index} ${one.id}`) ?? 0) > publishedAt;
        const tally = said[isAfter ? 'after' : 'else'];
        tally[0]! += one === brand ? 1 : 0;
        tally[1]! += 1;
      }
    }
    expect(said.after[0]! / said.after[1]!).toBeGreaterThan((1.3 * said.else[0]!) / said.else[1]!);
  });

  test('nobody but the army copies, and it always does', () => {
    expect(posts.filter(({ author, copyOf }) => (copyOf !== null) !== (author.role === 'army'))).toEqual([]);
  });
});

describe('an attack', () => {
  const attacked = makeMarket(
    planMarket({
      seed: 'attacked',
      authors: 800,
      weeks: 60,
      endsAt: ENDS_AT,
      brands: inventBrands(4),
      attacks: ATTACK_KINDS.map((kind) => ({ kind, size: 20, brandId: 'brand_02' })),
    }),
  );
  const acts = [...marketEvents(attacked)];
  const rings = attacked.rings.filter(({ kind }) => kind !== 'army');

  test('of each kind has its members and a shill with three posts of praise', () => {
    expect(rings.map(({ kind }) => kind)).toEqual([...ATTACK_KINDS]);
    for (const ring of rings) {
      expect(ring.members).toHaveLength(20);
      const said = acts.filter(({ author, kind }) => author.index === ring.shill && kind === 'post');
      expect(said.map(({ mood, brand }) => [mood === 'negative', brand?.id])).toEqual(
        Array.from({ length: 3 }, () => [false, 'brand_02']),
      );
    }
  });

  test('by a star answers the shill only; in two tiers nobody who answers the shill answers a member', () => {
    const roots = new Map(acts.map((event) => [event.no, event]));
    const answered = (index: number): number[] => {
      return acts
        .filter((event) => event.kind === 'comment' && event.author.index === index)
        .map((event: MarketEvent) => roots.get(event.rootNo!)!.author.index)
        .filter((whom) => whom !== index);
    };
    const star = rings.find(({ kind }) => kind === 'star')!;
    for (const member of star.members)
      expect(new Set([star.shill, ...answered(member)])).toEqual(new Set([star.shill]));
    const tiers = rings.find(({ kind }) => kind === 'two_tier')!;
    for (const member of tiers.members) {
      const whom = new Set(answered(member));
      if (whom.has(tiers.shill!)) expect([...whom]).toEqual([tiers.shill]);
    }
  });

  test('by hijacked accounts uses customers who lead a life of their own', () => {
    const { members, shill } = rings.find(({ kind }) => kind === 'hijacked')!;
    expect(new Set(members.map((index) => attacked.authors[index]!.role))).toEqual(new Set(['casual']));
    const elsewhere = acts.filter((event) => members.includes(event.author.index) && event.kind === 'post');
    expect(elsewhere.some(({ brand }) => brand?.id !== 'brand_02')).toBe(true);
    expect(elsewhere.every(({ author }) => author.index !== shill)).toBe(true);
  });

  test('of size 0 is the shill alone', () => {
    const alone = makeMarket(
      planMarket({
        seed: 'x',
        authors: 100,
        weeks: 30,
        endsAt: ENDS_AT,
        attacks: [{ kind: 'smart', size: 0, brandId: 'nova' }],
      }),
    );
    expect(alone.authors).toHaveLength(101);
    expect(alone.authors.at(-1)).toMatchObject({ role: 'shill', home: { id: 'nova' } });
  });
});
