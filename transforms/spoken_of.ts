/**
 * A text taken apart by the brands it names, each step when it is first asked for.
 * Invariant: the feelings towards brands and the opinions of aspects rest on the same clauses of the same brands.
 */
import type { Lang } from '../warehouse/contracts/transform.ts';
import { attribute, type Share } from './attribution.ts';
import { type Clause, clausesOf, mask } from './clauses.ts';
import { type Compared, compare, rulesFor } from './comparisons.ts';
import { detectLanguage } from './language.ts';
import type { NamedSpan } from './named_span.ts';
import { namedByTheWay, type Way } from './passing.ts';

/** Longer texts name brands in passing often enough; the rest changes little and costs time. */
const MOST_CLAUSES = 200;

/** One text and where it names brands. */
export class SpokenOf {
  /** Ids in order of first naming. */
  readonly brands: readonly string[];
  /** The folded text with stand-ins for brands. */
  readonly masked: string;
  readonly #folded: string;
  #lang: Lang | undefined;
  #ways: ReadonlyMap<number, Way> | undefined;
  #clauses: readonly Clause[] | undefined;
  #weighed: readonly (Compared | null)[] | undefined;
  #shares: readonly (readonly Share[])[] | undefined;

  /** @param spans what the brand matcher found in `folded`. */
  constructor(folded: string, spans: readonly NamedSpan[]) {
    const { brands, text } = mask(folded, spans);
    this.brands = brands;
    this.masked = text;
    this.#folded = folded;
  }

  get lang(): Lang {
    this.#lang ??= detectLanguage(this.#folded);
    return this.#lang;
  }

  /** Brands that are named by the way only, by index. */
  get ways(): ReadonlyMap<number, Way> {
    this.#ways ??= namedByTheWay(this.masked);
    return this.#ways;
  }

  /** The first 200. */
  get clauses(): readonly Clause[] {
    if (this.#clauses === undefined) {
      const all = clausesOf(this.masked);
      this.#clauses = all.length > MOST_CLAUSES ? all.slice(0, MOST_CLAUSES) : all;
    }
    return this.#clauses;
  }

  /** Of each clause what it weighs; null: nothing. Empty when no clause of the text can weigh anything. */
  get #comparisons(): readonly (Compared | null)[] {
    if (this.#weighed === undefined) {
      const rules = rulesFor(this.masked);
      this.#weighed =
        rules === 0
          ? NOTHING
          : this.clauses.map(({ brands, text }) => (brands.length === 0 ? null : compare(text, rules)));
    }
    return this.#weighed;
  }

  /** Whose words each clause is. */
  get shares(): readonly (readonly Share[])[] {
    this.#shares ??= attribute(this.clauses, (brand) => this.ways.has(brand), this.#comparisons);
    return this.#shares;
  }

  /** True when a brand is weighed against another, named or not. */
  get isWeighing(): boolean {
    return this.#comparisons.some((weighed) => weighed !== null);
  }
}

const NOTHING: readonly null[] = [];
