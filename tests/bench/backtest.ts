/**
 * Back-tests the ranking on real authors over years: `npm run bench:backtest`. Imports the shared data sets under their examples,
 * runs `koc backtest` and holds what ranking must show there; ties go by pseudonym, so each set is run under several keys.
 */

import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figures, METHODS, type MethodName } from '../../jobs/pipeline/backtest_methods.ts';
import { koc } from '../support/koc.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHARED = process.env['KOC_SHARED_DIR'] ?? join(ROOT, '..', 'shared');
const KEYS = ['1', '2', '3'].map((digit) => digit.repeat(64));

type Metric = 'ndcg10' | 'p50';
/** `left` is at least `factor` times `right`; without a factor it is above. */
interface Bound {
  readonly metric: Metric;
  readonly left: MethodName;
  readonly right: MethodName;
  readonly factor?: number;
}

interface DataSet {
  readonly name: string;
  readonly cuts: string;
  readonly horizonWeeks: number;
  readonly bounds: readonly Bound[];
}

const above = (metric: Metric, lefts: readonly MethodName[], rights: readonly MethodName[]): Bound[] =>
  lefts.flatMap((left) => rights.map((right) => ({ metric, left, right })));

const SETS: readonly DataSet[] = [
  {
    name: 'en_whisky_reviews',
    cuts: '2016-07-04,2017-01-02,2017-07-03,2018-01-01',
    horizonWeeks: 26,
    bounds: [
      { metric: 'ndcg10', left: 'expected', right: 'rfm', factor: 1.35 },
      { metric: 'ndcg10', left: 'expected', right: 'mentions', factor: 1.5 },
      { metric: 'ndcg10', left: 'koc', right: 'rfm', factor: 1.25 },
      { metric: 'ndcg10', left: 'koc', right: 'recent' },
      ...above('p50', ['expected', 'koc'], ['mentions', 'recent']),
    ],
  },
  {
    name: 'en_hackernews_posts',
    cuts: '2016-01-04,2016-03-28,2016-06-27',
    horizonWeeks: 13,
    bounds: above('ndcg10', ['expected', 'koc'], ['mentions']),
  },
  { name: 'en_spotify_support', cuts: '2017-11-06', horizonWeeks: 4, bounds: [] },
];

interface Answer {
  readonly cuts: readonly { readonly brands: number; readonly pairs: number }[];
  readonly pooled: Readonly<Record<Metric, Figures>>;
  readonly calibration: { readonly ratio: number | null };
}

async function run(set: DataSet, key: string): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'koc-bench-'));
  try {
    const example = join(ROOT, 'docs/examples', set.name);
    await cp(example, folder, { recursive: true });
    const env = { KOC_PSEUDONYM_KEY: key };
    const rows = join(SHARED, 'data', set.name, 'rows.jsonl.gz');
    await koc(folder, ['import', rows, '--source', 'archive', '--map', join(folder, 'map.yaml'), '-q'], env);
    const args = ['backtest', '--cuts', set.cuts, '--horizon-weeks', String(set.horizonWeeks), '--json', '-q'];
    return JSON.parse((await koc(folder, args, env)).stdout) as Answer;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All keys in one cell, so that the part of luck is seen. */
function spread(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '–';
  const [low, high] = [Math.min(...known).toFixed(3), Math.max(...known).toFixed(3)];
  return low === high ? low : `${low}–${high}`;
}

function isHeld({ metric, left, right, factor }: Bound, { pooled }: Answer): boolean {
  const [ours, theirs] = [pooled[metric][left] ?? 0, pooled[metric][right] ?? 0];
  return factor === undefined ? ours > theirs : ours >= factor * theirs;
}

let missed = 0;
for (const set of SETS) {
  if (!existsSync(join(SHARED, 'data', set.name))) {
    console.log(`${set.name}: no such data (KOC_SHARED_DIR)`);
    continue;
  }
  const answers: Answer[] = [];
  for (const key of KEYS) answers.push(await run(set, key));
  const [{ cuts }] = answers as [Answer];
  console.log(
    `${set.name}: ${cuts.map(({ brands, pairs }) => `${brands} brands, ${pairs} pairs`).join('; ')}; seen over expected ${spread(answers.map(({ calibration }) => calibration.ratio))}`,
  );
  const figures = (metric: Metric, method: MethodName) => spread(answers.map(({ pooled }) => pooled[metric][method]));
  console.table(
    Object.fromEntries(
      METHODS.map((method) => [
        method,
        {
          'NDCG@10': figures('ndcg10', method),
          'P@50': figures('p50', method),
          'NDCG@10 gated': figures('ndcg10', `${method}_gated`),
          'P@50 gated': figures('p50', `${method}_gated`),
        },
      ]),
    ),
  );
  for (const bound of set.bounds) {
    const held = answers.filter((answer) => isHeld(bound, answer)).length;
    const ratio = spread(
      answers.map(({ pooled }) => (pooled[bound.metric][bound.left] ?? 0) / (pooled[bound.metric][bound.right] ?? 0)),
    );
    const wanted = bound.factor === undefined ? 'above 1' : `at least ${bound.factor}`;
    console.log(
      `  ${bound.metric} ${bound.left} / ${bound.right}: ${ratio}, wanted ${wanted}${held < answers.length ? '  MISSED' : ''}`,
    );
    if (held < answers.length) missed++;
  }
}
process.exitCode = missed === 0 ? 0 : 1;
