/**
 * Fits one head of the hashed linear model: logistic loss, features scaled by their naive-Bayes log-count ratio (Wang and
 * Manning 2012), AdaGrad (Duchi et al. 2011), several orders averaged.
 * Invariant: deterministic; the same rows in the same order give the same weights bit by bit.
 */

/** Hashed texts: row i has the features from `starts[i]` to `starts[i + 1]`, numbers below `size`. */
export interface HashedRows {
  readonly features: Uint32Array;
  readonly starts: Uint32Array;
  readonly size: number;
  /** By feature: how readily it learns. */
  readonly strengths: Float32Array;
  /** By row: what its sum of weights is divided by. */
  readonly lengths: Float32Array;
  /** 1, 0, or between where the row speaks for neither. */
  readonly labels: Float32Array;
  readonly weights: Float32Array;
}

export interface FitOptions {
  readonly epochs: number;
  readonly step: number;
  readonly l2: number;
  /** Added to the counts of both classes. */
  readonly smoothing: number;
  /** Exponent of the log-count ratio: 1 scales fully, 0 not at all. */
  readonly nbPower: number;
  /** Epochs whose weights are averaged, counted from the last. */
  readonly averaged: number;
  readonly seeds: readonly number[];
}

export interface Head {
  readonly weights: Float32Array;
  readonly bias: number;
}

/** mulberry32. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function fit(rows: HashedRows, options: FitOptions): Head {
  const scale = scales(rows, options);
  const sum = new Float64Array(rows.size);
  let bias = 0;
  for (const seed of options.seeds) {
    const one = descend(rows, scale, options, sequence(seed));
    for (let i = 0; i < rows.size; i++) sum[i]! += one.weights[i]!;
    bias += one.bias;
  }
  const weights = new Float32Array(rows.size);
  for (let i = 0; i < rows.size; i++) weights[i] = (sum[i]! / options.seeds.length) * scale[i]!;
  return { weights, bias: bias / options.seeds.length };
}

/** Log-count ratio by feature. */
function scales({ features, starts, labels, weights, size, strengths }: HashedRows, options: FitOptions): Float32Array {
  const positive = new Float64Array(size).fill(options.smoothing);
  const negative = new Float64Array(size).fill(options.smoothing);
  let positives = 0;
  let negatives = 0;
  for (let row = 0; row < labels.length; row++) {
    const share = weights[row]! * labels[row]!;
    const rest = weights[row]! - share;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      positive[features[k]!]! += share;
      negative[features[k]!]! += rest;
    }
    positives += share * (starts[row + 1]! - starts[row]!);
    negatives += rest * (starts[row + 1]! - starts[row]!);
  }
  return strengths.map((strength, i) => {
    const ratio = Math.abs(Math.log(positive[i]! / positives / (negative[i]! / negatives)));
    return strength * (ratio + 0.05) ** options.nbPower;
  });
}

function descend(rows: HashedRows, scale: Float32Array, options: FitOptions, next: () => number): Head {
  const { features, starts, labels, weights: importance, size, lengths } = rows;
  const { step, l2, epochs, averaged } = options;
  const weights = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-6);
  const sums = new Float32Array(size);
  let bias = 0;
  let biasSquares = 1e-6;
  let biasSum = 0;
  const order = Uint32Array.from({ length: labels.length }, (_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, next);
    for (const row of order) {
      const from = starts[row]!;
      const to = starts[row + 1]!;
      if (from === to) continue;
      let sum = 0;
      for (let k = from; k < to; k++) sum += weights[features[k]!]! * scale[features[k]!]!;
      const norm = 1 / lengths[row]!;
      const error = (1 / (1 + Math.exp(-(sum * norm + bias))) - labels[row]!) * importance[row]!;
      const pull = error * norm;
      for (let k = from; k < to; k++) {
        const f = features[k]!;
        const s = scale[f]!;
        const gradient = pull * s + l2 * weights[f]!;
        squares[f]! += gradient * gradient;
        weights[f]! -= (step * gradient) / Math.sqrt(squares[f]!);
      }
      biasSquares += error * error;
      bias -= (step * error) / Math.sqrt(biasSquares);
    }
    if (epoch < epochs - averaged) continue;
    for (let i = 0; i < size; i++) sums[i]! += weights[i]!;
    biasSum += bias;
  }
  return { weights: sums.map((weight) => weight / averaged), bias: biasSum / averaged };
}

function shuffle(order: Uint32Array, next: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}
