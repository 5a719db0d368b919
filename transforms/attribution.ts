/**
 * Whose words each clause of a text is, and in which sense.
 * Invariant: a clause counts for the brands named in it; one that names none counts for what was spoken of last, which a mere
 * standard of comparison never becomes.
 */
import { BRAND_BASE, type Clause } from './clauses.ts';
import { type Compared, compare, type Verdict } from './comparisons.ts';

/** What a clause says of one brand. */
export interface Share {
  /** Index of the brand in the masked text. */
  readonly brand: number;
  readonly verdict: Verdict;
}

const indexOf = (standIn: string): number => standIn.charCodeAt(0) - BRAND_BASE;

/**
 * Shares of each clause, in order; none where it is nobody's.
 * @param isByTheWay brands that are named as a place or a mere tag only: what follows them is about something else.
 * @param weighed of each clause what it weighs; empty: none weighs anything.
 */
export function attribute(
  clauses: readonly Clause[],
  isByTheWay: (brand: number) => boolean,
  weighed: readonly (Compared | null)[] = clauses.map(({ brands, text }) =>
    brands.length === 0 ? null : compare(text),
  ),
): readonly (readonly Share[])[] {
  const first = clauses.findIndex(({ brands }) => brands.length > 0);
  // Words before the first brand lead up to it.
  let topics = first === -1 ? [] : spokenOf(clauses[first]!, weighed[first] ?? null, [], isByTheWay);
  return clauses.map((clause, i) => {
    const compared = weighed[i] ?? null;
    const shares = sharesOf(clause, compared, topics);
    if (clause.brands.length > 0) topics = spokenOf(clause, compared, topics, isByTheWay);
    return shares;
  });
}

function sharesOf({ brands }: Clause, weighed: Compared | null, topics: readonly number[]): readonly Share[] {
  if (brands.length === 0) return topics.map((brand) => ({ brand, verdict: 'as' }));
  const shares = brands.map((brand): Share => {
    const verdict = weighed?.verdicts.get(String.fromCharCode(BRAND_BASE + brand)) ?? weighed?.rest ?? 'as';
    return { brand, verdict };
  });
  // "…, better than B": it is what was spoken of before that is held against B.
  const isHeld = weighed !== null && weighed.standard !== null && weighed.other === null && brands.length === 1;
  if (!isHeld) return shares;
  const before = topics.filter((brand) => brand !== brands[0]);
  return [...shares, ...before.map((brand): Share => ({ brand, verdict: weighed.rest }))];
}

/** What the next clause is about unless it names a brand. */
function spokenOf(
  { brands }: Clause,
  weighed: Compared | null,
  before: readonly number[],
  isByTheWay: (brand: number) => boolean,
): readonly number[] {
  if (weighed === null) {
    const meant = brands.filter((brand) => !isByTheWay(brand));
    return meant.length > 0 ? meant : before.length > 0 ? before : brands;
  }
  const { standard, other, goesOver } = weighed;
  if (goesOver && standard !== null) return [indexOf(standard)];
  const gone = [standard, goesOver ? other : null].filter((standIn) => standIn !== null).map(indexOf);
  const held = brands.filter((brand) => !gone.includes(brand));
  return held.length > 0 ? held.slice(0, 1) : before.filter((brand) => !brands.includes(brand));
}
