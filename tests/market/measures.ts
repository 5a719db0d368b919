/** What a ranking of a market is worth, against what was planted. None of it knows how the ranking is made. */
import type { SampleBrand } from '../../jobs/sample/brands.ts';
import type { Ring } from '../../jobs/sample/rings.ts';
import type { Role } from '../../jobs/sample/roles.ts';
import type { Pair, Scored } from './score.ts';

export type Method = (pair: Pair) => number;

export const METHODS = {
  koc: ({ koc }) => koc,
  koc_core: ({ core }) => core,
  mentions: ({ mentions }) => mentions,
  mentions_gated: ({ mentions, gate }) => mentions * gate,
  positives: ({ positives }) => positives,
  positives_gated: ({ positives, gate }) => positives * gate,
} as const satisfies Readonly<Record<string, Method>>;

/** Pairs of a brand, best first; those scored 0 are no part of it. Ties by author key, which is as good as chance. */
export function ranked({ pairs }: Scored, brand: SampleBrand, method: Method): Pair[] {
  return pairs
    .filter((pair) => pair.brandId === brand.id && method(pair) > 0)
    .sort((a, b) => method(b) - method(a) || (a.authorKey < b.authorKey ? -1 : 1));
}

/** How many KOCs were planted for a brand, whether or not they have spoken. */
export function plantedKocs({ market }: Scored, brand: SampleBrand): number {
  return market.authors.filter(({ role, home }) => role === 'koc' && home === brand).length;
}

/** P@k: part of the first k places of all brands that true KOCs of the brand hold, k = as many as were planted. */
export function precisionAtK(scored: Scored, method: Method): number {
  let hits = 0;
  let places = 0;
  for (const brand of scored.market.plan.brands) {
    const k = plantedKocs(scored, brand);
    hits += ranked(scored, brand, method)
      .slice(0, k)
      .filter(({ author }) => author.role === 'koc' && author.home === brand).length;
    places += k;
  }
  return hits / places;
}

/** Part of the first `places` (default: k of the brand) of all brands that these roles hold. */
export function shareOfTop(scored: Scored, method: Method, roles: readonly Role[], places?: number): number {
  const top = scored.market.plan.brands.flatMap((brand) =>
    ranked(scored, brand, method).slice(0, places ?? plantedKocs(scored, brand)),
  );
  return top.filter(({ author }) => roles.includes(author.role)).length / Math.max(1, top.length);
}

/** The printed lists. */
export function listed({ pairs }: Scored, status = 'listed'): Pair[] {
  return pairs.filter((pair) => pair.status === status);
}

export interface AttackOutcome {
  readonly kind: string;
  readonly size: number;
  /** Place of the shill by the KOC score; null = not ranked. */
  readonly shill: number | null;
  /** Fakes and hijacked in the brand's first 20 and 50 by the KOC score. */
  readonly top20: number;
  readonly top50: number;
  /** Fakes on the brand's printed list. */
  readonly printed: number;
  /** Part of the members whom the models call suspect. */
  readonly suspect: number;
}

/** What an attack has reached. Honest accounts that were hijacked are no fakes: only their shill counts. */
export function outcomeOf(scored: Scored, ring: Ring): AttackOutcome {
  const order = ranked(scored, ring.brand, METHODS.koc);
  const isFake = (pair: Pair): boolean => pair.author.role === 'fake' && pair.author.ring === ring.no;
  const place = order.findIndex(({ author }) => author.index === ring.shill);
  const members = scored.pairs.filter((pair) => pair.brandId === ring.brand.id && isFake(pair));
  return {
    kind: ring.kind,
    size: ring.members.length,
    shill: place < 0 ? null : place + 1,
    top20: order.slice(0, 20).filter(isFake).length,
    top50: order.slice(0, 50).filter(isFake).length,
    printed: members.filter(({ rank }) => rank !== null).length,
    suspect: members.filter(({ auth }) => auth < 0.5).length / Math.max(1, members.length),
  };
}
