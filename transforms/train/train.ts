/**
 * Trains the sentiment model: `npm run train -- --data ../shared/data [--leave SET] [--out FILE]`.
 * Invariant: deterministic; the same texts give the same file, byte by byte, and no text of theirs stands in it.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  emptyTable,
  enter,
  type HeadHeader,
  linearModel,
  type ModelHeader,
  packModel,
  quantise,
  type Table,
} from '../linear_model.ts';
import { NGRAMS_VERSION, type Script } from '../ngrams.ts';
import { SETS } from './datasets.ts';
import { type FitOptions, fit, type Head } from './fit.ts';
import { auc, platt } from './measure.ts';
import { classBalance, labelledRows, type Row, wordRows } from './rows.ts';
import { hashedRows, oneABucket, type Vocabulary, vocabulary } from './vocabulary.ts';

const POLARITY: FitOptions = {
  epochs: 5,
  step: 0.3,
  l2: 5e-5,
  smoothing: 1,
  nbPower: 0.8,
  averaged: 3,
  seeds: [1, 2, 3, 4, 5],
};
const OPINION: FitOptions = { ...POLARITY, step: 0.2, seeds: [1, 2] };
/** Once with every n-gram, to see which of those that fall into one bucket matters. */
const CHOOSING = { seeds: [1] };
/** N-grams seen less often are noise. */
const FEWEST = 3;
/** Rows without feeling pull the polarity of what they speak of towards 0. */
const NEUTRAL_WEIGHT = 0.3;
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

const rows = labelledRows(flags.data, flags.leave, (set) => log(`${set}: not found, left out`));
log(`${rows.length} texts read and hashed`);

const hasNeutral = new Set(rows.filter((row) => row.label === 0).map((row) => row.set));
const learned = rows.filter((row) => row.side === 'train');
const balance = classBalance(learned);
const words = wordRows();
const training = [...learned, ...words];

interface Heads {
  readonly polarity: Head;
  readonly opinion: Head;
}

function fitHeads(known: Vocabulary, options: Partial<FitOptions>): Heads {
  const polarity = hashedRows(
    training,
    known,
    (row) => (row.label + 1) / 2,
    (row) => row.weight * (row.label === 0 ? NEUTRAL_WEIGHT : row.set === 'words' ? 1 : balance(row)),
  );
  const opinion = hashedRows(
    training,
    known,
    (row) => Math.abs(row.label),
    (row) => row.weight * (hasNeutral.has(row.set) ? 1 : ONLY_OPINIONS_WEIGHT),
  );
  return {
    polarity: fit(polarity, { ...POLARITY, ...options }),
    opinion: fit(opinion, { ...OPINION, ...options }),
  };
}

const everything = vocabulary(training, FEWEST);
const first = fitHeads(everything, CHOOSING);
/** How much a text's scores move by an n-gram, over all texts that hold it. */
const importance = (number: number): number =>
  (Math.abs(first.polarity.weights[number]!) + Math.abs(first.opinion.weights[number]!)) *
  Math.sqrt(everything.counts[number]!);
const known = oneABucket(everything, importance);
log(`${known.slots.length} of ${everything.slots.length} n-grams kept, one a bucket`);
const heads = fitHeads(known, {});
log(`both heads fitted on ${training.length} rows`);

const AS_IS = { slope: 1, offset: 0 };

function largestOf({ weights }: Head): number {
  return weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 1e-6);
}

function quantised(header: ModelHeader): Table {
  const table = emptyTable();
  known.slots.forEach((slot, number) => {
    enter(
      table,
      slot,
      quantise(heads.polarity.weights[number]!, header.polarity.largest),
      quantise(heads.opinion.weights[number]!, header.opinion.largest),
    );
  });
  return table;
}

const raw: ModelHeader = {
  format: 3,
  ngrams: NGRAMS_VERSION,
  polarity: { largest: largestOf(heads.polarity), bias: heads.polarity.bias, zh: AS_IS, en: AS_IS },
  opinion: { largest: largestOf(heads.opinion), bias: heads.opinion.bias, zh: AS_IS, en: AS_IS },
};
const table = quantised(raw);
const uncalibrated = linearModel(packModel(raw, table));

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
const bytes = packModel(header, table);
log(
  `quantised and calibrated: ${bytes.length} bytes, sha-256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`,
);

const model = linearModel(bytes);
for (const set of SETS) {
  const own = rows.filter((row) => row.set === set.name);
  const sides = (['train', 'dev', 'test'] as const).map((side) => own.filter((row) => row.side === side));
  const [, dev, test] = sides.map(figures);
  console.log(
    `${set.name.padEnd(12)} ${sides
      .map((side) => side.length)
      .join('/')
      .padEnd(18)} development ${dev!.padEnd(17)} test ${test}`,
  );
}

/** `accuracy / AUC / opinion AUC`, × 100. */
function figures(side: readonly Row[]): string {
  const scored = side.map((row) => {
    model.read(row.folded, row.script);
    return { label: row.label, polarity: model.polarity, opinion: model.opinion };
  });
  const positives = scored.filter((row) => row.label === 1).map((row) => row.polarity);
  const negatives = scored.filter((row) => row.label === -1).map((row) => row.polarity);
  const right = positives.filter((score) => score > 0).length + negatives.filter((score) => score <= 0).length;
  const felt = scored.filter((row) => row.label !== 0).map((row) => row.opinion);
  const unfelt = scored.filter((row) => row.label === 0).map((row) => row.opinion);
  return [right / (positives.length + negatives.length), auc(positives, negatives), auc(felt, unfelt)]
    .map(percent)
    .join('/');
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : (100 * share).toFixed(2);
}

if (flags.out !== undefined) {
  writeFileSync(flags.out, bytes);
  log(`written to ${flags.out}`);
}
