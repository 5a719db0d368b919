/**
 * NDCG@10 within brands and the precision of the top 50 (ranking 19), in one pass and without keeping the pairs. Pairs come in
 * the order that breaks ties: of equal scores the first one seen stands first.
 */
import { type Figures, figuresOf, METHOD_NAMES } from './backtest_methods.ts';

/** Places of the NDCG, and of the precision. */
const DEPTH = 10;
const TOP = 50;

/** A brand counts with at least so many candidates, so many of them relevant. */
const MIN_PAIRS = 20;
const MIN_RELEVANT = 2;

export interface BrandMeasures {
  readonly brandId: string;
  readonly pairs: number;
  /** Whether the brand has enough candidates and outcomes to count; otherwise `ndcg10` is null throughout. */
  readonly isCell: boolean;
  readonly ndcg10: Figures;
  /** Of the brand's own candidates. */
  readonly p50: Figures;
}

export interface CutMeasures {
  readonly pairs: number;
  /** By brand id. */
  readonly brands: readonly BrandMeasures[];
  /** Of all pairs together; of fewer than 50 pairs, the share among them. */
  readonly p50: Figures;
}

/** What one author did after the cut: 2^min(y, 3) − 1 for y > 0, else 0 (ranking 19). `net`: y, positives less negatives. */
export function gainOf(net: number): number {
  return net > 0 ? 2 ** Math.min(net, 3) - 1 : 0;
}

/** Takes the pairs of one cut and gives its figures. */
export class CutMeter {
  readonly #brands = new Map<string, BrandMeter>();
  readonly #top = METHOD_NAMES.map(() => new TopList(TOP));
  readonly #isKnown = METHOD_NAMES.map(() => false);
  #pairs = 0;

  /** @param scores in the order of `METHOD_NAMES`; NaN = the method has no data. */
  add(brandId: string, net: number, scores: ArrayLike<number>): void {
    let brand = this.#brands.get(brandId);
    if (brand === undefined) {
      brand = new BrandMeter();
      this.#brands.set(brandId, brand);
    }
    const gain = gainOf(net);
    brand.count(gain);
    this.#pairs++;
    for (let i = 0; i < METHOD_NAMES.length; i++) {
      const score = scores[i]!;
      if (Number.isNaN(score)) continue;
      this.#isKnown[i] = true;
      this.#top[i]!.add(score, gain);
      brand.top[i]!.add(score, gain);
    }
  }

  measures(): CutMeasures {
    const ids = [...this.#brands.keys()].sort();
    return {
      pairs: this.#pairs,
      brands: ids.map((id) => this.#brands.get(id)!.measures(id)),
      p50: figuresOf((i) => (this.#isKnown[i] ? this.#top[i]!.precision() : null)),
    };
  }
}

class BrandMeter {
  readonly top = METHOD_NAMES.map(() => new TopList(TOP));
  readonly #byGain = new Map<number, number>();
  #pairs = 0;

  count(gain: number): void {
    this.#pairs++;
    this.#byGain.set(gain, (this.#byGain.get(gain) ?? 0) + 1);
  }

  measures(brandId: string): BrandMeasures {
    const relevant = this.#pairs - (this.#byGain.get(0) ?? 0);
    const isCell = this.#pairs >= MIN_PAIRS && relevant >= MIN_RELEVANT;
    const ideal = this.#ideal();
    return {
      brandId,
      pairs: this.#pairs,
      isCell,
      ndcg10: figuresOf((i) => (isCell && !this.top[i]!.isEmpty ? this.top[i]!.discounted() / ideal : null)),
      p50: figuresOf((i) => this.top[i]!.precision()),
    };
  }

  /** Discounted gain of the best order that hindsight allows. */
  #ideal(): number {
    const best = [...this.#byGain.entries()]
      .sort(([a], [b]) => b - a)
      .flatMap(([gain, count]) => Array<number>(Math.min(count, DEPTH)).fill(gain));
    return discountedGain(best);
  }
}

/** The first so many pairs of one method, by score; of equals, the first seen. */
class TopList {
  readonly #size: number;
  readonly #scores: number[] = [];
  readonly #gains: number[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  get isEmpty(): boolean {
    return this.#scores.length === 0;
  }

  add(score: number, gain: number): void {
    const isFull = this.#scores.length === this.#size;
    if (isFull && score <= this.#scores[this.#size - 1]!) return;
    if (isFull) {
      this.#scores.pop();
      this.#gains.pop();
    }
    let place = this.#scores.length;
    while (place > 0 && this.#scores[place - 1]! < score) place--;
    this.#scores.splice(place, 0, score);
    this.#gains.splice(place, 0, gain);
  }

  discounted(): number {
    return discountedGain(this.#gains);
  }

  /** Share of those listed that are relevant; null when none is. */
  precision(): number | null {
    if (this.isEmpty) return null;
    return this.#gains.filter((gain) => gain > 0).length / this.#gains.length;
  }
}

/** Sum over the first ten places of gain / log2(place + 1), places from 1. */
function discountedGain(gains: readonly number[]): number {
  return gains.slice(0, DEPTH).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}
