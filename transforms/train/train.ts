/**
 * Trains the sentiment model: `npm run train -- --data ../shared/data [--leave SET] [--out FILE]`.
 * Invariant: deterministic; the same texts give the same file, byte by byte, and no text of theirs stands in it.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { detectLanguage } from '../language.ts';
import { type LexiconEntry, OPERATORS } from '../lexicon.ts';
import { ownEntries } from '../lexicon_files.ts';
import { type HeadHeader, linearModel, type ModelHeader, packModel, quantise, type Script } from '../linear_model.ts';
import { BUCKETS, buckets, NGRAMS_VERSION, ngrams } from '../ngrams.ts';
import { fold } from '../text.ts';
import { afinnEntries } from './afinn.ts';
import { type LabelledText, readSet, SETS } from './datasets.ts';
import { type FitOptions, fit, type HashedRows, type Head } from './fit.ts';
import { auc, platt } from './measure.ts';
import { type Side, sideOf } from './split.ts';

interface Row {
  readonly set: string;
  readonly label: 1 | 0 | -1;
  readonly side: Side;
  readonly folded: string;
  readonly script: Script;
  readonly features: Uint32Array;
  /** How much it counts in training. */
  readonly weight: number;
}

const POLARITY: FitOptions = {
  epochs: 5,
  step: 0.3,
  l2: 1e-5,
  smoothing: 1,
  nbPower: 1,
  rare: 3,
  averaged: 3,
  seeds: [1, 2, 3],
};
const OPINION: FitOptions = { ...POLARITY, step: 0.2, seeds: [1] };
/** Rows without feeling pull the polarity of what they speak of towards 0. */
const NEUTRAL_WEIGHT = 0.6;
const EXTRA_WEIGHT = 0.3;
/** What a word of weight 1 counts beside a labelled text. */
const PRIOR_WEIGHT = 0.7;
/** Sets of reviews have no neutral rows: in the opinion head they would teach the domain, not the feeling. */
const ONLY_OPINIONS_WEIGHT = 0.15;

const { values: flags } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    leave: { type: 'string' },
    out: { type: 'string' },
  },
});

const started = performance.now();
const log = (message: string): void =>
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${message}`);

const rows = SETS.flatMap((set) => {
  const isHeldOut = set.use === 'never' || set.name === flags.leave;
  const weight = set.use === 'extra' ? EXTRA_WEIGHT : 1;
  const texts = readSet(flags.data, set);
  if (texts.length === 0) log(`${set.name}: not found, left out`);
  return texts.map((text) => toRow(text, isHeldOut ? 'test' : sideOf(text.text), weight));
});
log(`${rows.length} texts read and hashed`);

function toRow({ set, text, label }: LabelledText, side: Side, weight: number): Row {
  const folded = fold(text);
  const features = buckets.slice(0, ngrams(folded));
  return { set, label, side, folded, script: detectLanguage(text) === 'en' ? 'en' : 'zh', features, weight };
}

/** Words whose feeling is known teach like short texts. */
function prior(entries: readonly LexiconEntry[]): Row[] {
  return entries
    .filter(({ sense, weight }) => weight !== 0 && !OPERATORS.some((operator) => operator === sense))
    .map(({ term, weight }) => ({
      set: 'lexicon',
      label: weight > 0 ? 1 : -1,
      side: 'train',
      folded: term,
      script: 'zh',
      features: buckets.slice(0, ngrams(term)),
      weight: PRIOR_WEIGHT * Math.min(2.5, Math.abs(weight)),
    }));
}

function pack(packed: readonly Row[], label: (row: Row) => number, weight: (row: Row) => number): HashedRows {
  const starts = new Uint32Array(packed.length + 1);
  packed.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.features.length;
  });
  const features = new Uint32Array(starts.at(-1)!);
  packed.forEach((row, i) => {
    features.set(row.features, starts[i]);
  });
  return { features, starts, labels: Float32Array.from(packed, label), weights: Float32Array.from(packed, weight) };
}

const hasNeutral = new Set(rows.filter((row) => row.label === 0).map((row) => row.set));
const training = [...rows.filter((row) => row.side === 'train'), ...prior([...afinnEntries(), ...ownEntries()])];
const polarity = fit(
  pack(
    training,
    (row) => (row.label + 1) / 2,
    (row) => row.weight * (row.label === 0 ? NEUTRAL_WEIGHT : 1),
  ),
  POLARITY,
);
log(`polarity fitted on ${training.length} rows`);
const opinion = fit(
  pack(
    training,
    (row) => Math.abs(row.label),
    (row) => row.weight * (hasNeutral.has(row.set) ? 1 : ONLY_OPINIONS_WEIGHT),
  ),
  OPINION,
);
log('opinion fitted');

const AS_IS = { slope: 1, offset: 0 };

function largestOf({ weights }: Head): number {
  return weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 1e-6);
}

function quantised(header: ModelHeader): Int8Array {
  const weights = new Int8Array(2 * BUCKETS);
  for (let i = 0; i < BUCKETS; i++) {
    weights[2 * i] = quantise(polarity.weights[i]!, header.polarity.largest);
    weights[2 * i + 1] = quantise(opinion.weights[i]!, header.opinion.largest);
  }
  return weights;
}

const raw: ModelHeader = {
  format: 2,
  ngrams: NGRAMS_VERSION,
  buckets: BUCKETS,
  polarity: { largest: largestOf(polarity), bias: polarity.bias, zh: AS_IS, en: AS_IS },
  opinion: { largest: largestOf(opinion), bias: opinion.bias, zh: AS_IS, en: AS_IS },
};
const weights = quantised(raw);
const uncalibrated = linearModel(packModel(raw, weights));

/** Log-odds for each script from the development rows. */
function calibrated(
  head: HeadHeader,
  usable: readonly Row[],
  score: (row: Row) => number,
  label: (row: Row) => number,
): HeadHeader {
  const fitted = (script: Script): { slope: number; offset: number } => {
    const own = usable.filter((row) => row.side === 'dev' && row.script === script);
    return own.length < 100 ? AS_IS : platt(own.map(score), own.map(label));
  };
  return { ...head, zh: fitted('zh'), en: fitted('en') };
}

function read(row: Row): { polarity: number; opinion: number } {
  uncalibrated.read(row.folded, row.script);
  return { polarity: uncalibrated.polarity, opinion: uncalibrated.opinion };
}

const header: ModelHeader = {
  ...raw,
  polarity: calibrated(
    raw.polarity,
    rows.filter((row) => row.label !== 0),
    (row) => read(row).polarity,
    (row) => (row.label + 1) / 2,
  ),
  opinion: calibrated(
    raw.opinion,
    rows.filter((row) => hasNeutral.has(row.set)),
    (row) => read(row).opinion,
    (row) => Math.abs(row.label),
  ),
};
const bytes = packModel(header, weights);
log(
  `quantised and calibrated: ${bytes.length} bytes, sha-256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`,
);

const model = linearModel(bytes);
for (const set of SETS) {
  const test = rows.filter((row) => row.set === set.name && row.side === 'test');
  const scored = test.map((row) => {
    model.read(row.folded, row.script);
    return { label: row.label, polarity: model.polarity, opinion: model.opinion };
  });
  const positives = scored.filter((row) => row.label === 1).map((row) => row.polarity);
  const negatives = scored.filter((row) => row.label === -1).map((row) => row.polarity);
  const right = positives.filter((score) => score > 0).length + negatives.filter((score) => score <= 0).length;
  const accuracy = right / (positives.length + negatives.length);
  const felt = scored.filter((row) => row.label !== 0).map((row) => row.opinion);
  const unfelt = scored.filter((row) => row.label === 0).map((row) => row.opinion);
  const sides = (['train', 'dev', 'test'] as const).map(
    (side) => rows.filter((row) => row.set === set.name && row.side === side).length,
  );
  console.log(
    `${set.name.padEnd(12)} ${sides.join('/').padEnd(18)} accuracy ${percent(accuracy)}  AUC ${percent(auc(positives, negatives))}  opinion AUC ${percent(auc(felt, unfelt))}`,
  );
}

function percent(share: number): string {
  return Number.isNaN(share) ? '   –' : (100 * share).toFixed(2);
}

if (flags.out !== undefined) {
  writeFileSync(flags.out, bytes);
  log(`written to ${flags.out}`);
}
