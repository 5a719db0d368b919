/** Seeded chance for the sample market: the same seed gives the same market on every machine. Not for secrets. */

export interface Dice {
  /** [0, 1). */
  next(): number;
  /** Whole number in [0, below). */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** Poisson by inversion up to a mean of 30, by the rounded normal above. */
  poisson(mean: number): number;
  /** Gamma of shape `shape` and mean 1: chance around 1, the wilder the smaller the shape. */
  gamma(shape: number): number;
  /** Independent dice whose throws do not depend on how often these were thrown. */
  fork(name: string): Dice;
}

/** sfc32 (Chris Doty-Humphrey's Small Fast Counter), seeded by the FNV-1a hash of the seed's text. */
export function dice(seed: string): Dice {
  let [a, b, c, counter] = [hash(`${seed}/a`), hash(`${seed}/b`), hash(`${seed}/c`), 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 12; warm++) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)]!,
    normal,
    poisson: (mean) => {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      let count = 0;
      for (let left = next(), step = Math.exp(-mean); left > step; count++) {
        left -= step;
        step *= mean / (count + 1);
        if (step < 1e-12) break;
      }
      return count;
    },
    gamma: (shape) => gamma(shape, next, normal) / shape,
    fork: (name) => dice(`${seed}/${name}`),
  };
}

/** Marsaglia and Tsang (2000); shapes under 1 by their boost. */
function gamma(shape: number, next: () => number, normal: () => number): number {
  if (shape < 1) return gamma(shape + 1, next, normal) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
