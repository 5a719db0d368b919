/**
 * A text taken apart by the brands it names, each step when it is first asked for.
 * Invariant: the feelings towards brands and the opinions of aspects rest on the same clauses of the same brands.
 */
import type { Lang } from '../warehouse/contracts/transform.ts';
import { attribute, type Share } from './attribution.ts';
import { type Clause, clausesOf, mask } from './clauses.ts';
import { compare, mayCompare } from './comparisons.ts';
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
    this.#clauses ??= clausesOf(this.masked).slice(0, MOST_CLAUSES);
    return this.#clauses;
  }

  /** Whose words each clause is. */
  get shares(): readonly (readonly Share[])[] {
    this.#shares ??= attribute(this.clauses, (brand) => this.ways.has(brand));
    return this.#shares;
  }

  /** True when a brand is weighed against another, named or not. */
  get isWeighing(): boolean {
    if (!mayCompare(this.masked)) return false;
    return this.clauses.some(({ brands, text }) => brands.length > 0 && compare(text) !== null);
  }
}
