/** What was planted, as `truth.json`. Nothing but tests, benches and curious people reads it; the pipeline never does. */
import type { Market } from './market.ts';
import { accountOf } from './names.ts';

/** `facts` come first, then the rings, then everybody with role, home brand and ring. */
export function marketTruth(market: Market, facts: Readonly<Record<string, string | number>>): string {
  const { plan, authors, rings } = market;
  const people = authors.map((author) => {
    const { id, name } = accountOf(plan.seed, author);
    const { index, platform, role, home, ring, followers, weeks } = author;
    return { index, platform, id, name, role, brand: home.id, ring, followers, weeks };
  });
  const planted = rings.map(({ no, kind, brand, shill, members }) => ({ no, kind, brand: brand.id, shill, members }));
  return `${JSON.stringify({ seed: plan.seed, ...facts, rings: planted, authors: people }, null, 1)}\n`;
}
