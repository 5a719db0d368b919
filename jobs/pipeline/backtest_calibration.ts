/** Whether expected mentions come true: praise within the horizon against what was expected, as sums, never pair by pair. */

export interface Calibration {
  /** Sums over all pairs of all cuts: positive mentions within the horizon, inherited and gifted ones by their weight. */
  readonly expected: number;
  readonly actual: number;
  /** Actual over expected; 1 = right on the whole, null = nothing was expected. */
  readonly ratio: number | null;
  /** The same ratio by group: categories in `koc backtest`, brands in the weekly self-test. */
  readonly groups: Readonly<Record<string, number | null>>;
  /** Pairs by what was expected of them, from the smallest; `from` inclusive, mentions. Bands without pairs are left out. */
  readonly bands: readonly CalibrationBand[];
}

export interface CalibrationBand {
  readonly from: number;
  readonly pairs: number;
  readonly expected: number;
  readonly actual: number;
}

const BANDS = [0, 0.125, 0.25, 0.5, 1, 2, 4, 8];

interface Sums {
  pairs: number;
  expected: number;
  actual: number;
}

/** Adds up pairs, over one cut or several. */
export class CalibrationMeter {
  readonly #groups = new Map<string, Sums>();
  readonly #bands = BANDS.map(none);

  add(group: string, expected: number, actual: number): void {
    let sums = this.#groups.get(group);
    if (sums === undefined) {
      sums = none();
      this.#groups.set(group, sums);
    }
    for (const each of [sums, this.#bands[BANDS.findLastIndex((from) => expected >= from)] ?? this.#bands[0]!]) {
      each.pairs++;
      each.expected += expected;
      each.actual += actual;
    }
  }

  calibration(): Calibration {
    const all = [...this.#groups.values()].reduce(
      (sum, each) => ({ expected: sum.expected + each.expected, actual: sum.actual + each.actual }),
      { expected: 0, actual: 0 },
    );
    const names = [...this.#groups.keys()].sort();
    return {
      ...all,
      ratio: ratioOf(all),
      groups: Object.fromEntries(names.map((name) => [name, ratioOf(this.#groups.get(name)!)])),
      bands: this.#bands.map((sums, i) => ({ from: BANDS[i]!, ...sums })).filter(({ pairs }) => pairs > 0),
    };
  }
}

function none(): Sums {
  return { pairs: 0, expected: 0, actual: 0 };
}

function ratioOf({ expected, actual }: { expected: number; actual: number }): number | null {
  return expected > 0 ? actual / expected : null;
}
