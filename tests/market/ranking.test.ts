/** What the ranking is worth on a market with planted truth, small enough for the suite; `npm run bench:market` has the large ones. */
import { beforeAll, describe, expect, test } from 'vitest';
import { inventBrands } from '../../jobs/sample/brands.ts';
import type { AttackKind } from '../../jobs/sample/rings.ts';
import { listed, METHODS, outcomeOf, precisionAtK, shareOfTop } from './measures.ts';
import { marketOf, type Scored, scoreMarket } from './score.ts';

const SIZE = { authors: 1800, weeks: 60, brands: inventBrands(3) };

describe('on a market', () => {
  const market = marketOf({ ...SIZE, seed: 'suite' });
  let scored: Scored;
  beforeAll(async () => {
    scored = await scoreMarket(market);
  });

  test('true KOCs hold most of the first k places, more than by any count of mentions behind the same gate', () => {
    const found = precisionAtK(scored, METHODS.koc);
    expect(found).toBeGreaterThanOrEqual(0.55);
    expect(found).toBeGreaterThanOrEqual(precisionAtK(scored, METHODS.mentions_gated) + 0.08);
    expect(found).toBeGreaterThan(precisionAtK(scored, METHODS.positives_gated));
  });

  test('at most 2 % of the top is a KOL, an official account or of an army, by score and as printed', () => {
    for (const roles of [['kol', 'official'], ['army']] as const) {
      expect(shareOfTop(scored, METHODS.koc, roles)).toBeLessThanOrEqual(0.02);
      expect(shareOfTop(scored, METHODS.koc, roles, 50)).toBeLessThanOrEqual(0.02);
      const printed = listed(scored);
      expect(printed.filter(({ author }) => roles.some((role) => role === author.role)).length).toBeLessThanOrEqual(
        0.02 * printed.length,
      );
    }
  });

  test('the more feelings are read wrong the fewer KOCs are found, by and by and without a cliff', async () => {
    const found = [precisionAtK(await scoreMarket(market, { noise: 0 }), METHODS.koc)];
    found.push(precisionAtK(scored, METHODS.koc));
    for (const noise of [0.2, 0.3]) found.push(precisionAtK(await scoreMarket(market, { noise }), METHODS.koc));
    for (const [at, value] of found.entries()) {
      const before = found[at - 1] ?? 1;
      expect(value).toBeLessThanOrEqual(before + 0.06);
      if (at > 0) expect(value).toBeGreaterThanOrEqual(before - 0.15);
    }
    expect(found.at(-1)!).toBeLessThan(found[0]!);
  });
});

describe('under attack', () => {
  const KINDS: readonly AttackKind[] = ['crude', 'smart', 'star'];

  test.each([5, 20, 80])(
    'by %i fakes, none of them is among the first 20 and at most two among the first 50',
    async (size) => {
      const attacks = KINDS.map((kind, at) => ({ kind, size, brandId: SIZE.brands[at]!.id }));
      const scored = await scoreMarket(marketOf({ ...SIZE, seed: 'attacked', attacks }));
      for (const ring of scored.market.rings.filter(({ kind }) => kind !== 'army'))
        expect(outcomeOf(scored, ring)).toMatchObject({
          kind: ring.kind,
          top20: 0,
          top50: expect.toSatisfy((n) => n <= 2),
        });
    },
  );
});
