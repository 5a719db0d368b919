/**
 * Fits a calibration to labels and measures it on labels that it has not seen. Invariant: a pure function of the labels, whatever
 * their order; with few labels it stays near the model as it came.
 */
import {
  type Leanings,
  type LogOddsLine,
  logistic,
  type Probabilities,
  probabilitiesOf,
  type SourceCalibration,
} from '../../transforms/calibration.ts';

export type FeelingLabel = 'positive' | 'neutral' | 'negative';

/** A mention that a person has labelled, with what the model leaned to before any calibration. */
export interface LabelledMention {
  readonly postKey: string;
  /** Null = all brands. */
  readonly brandId: string | null;
  readonly sourceId: string;
  readonly platform: string;
  readonly label: FeelingLabel;
  readonly leanings: Leanings;
}

/** Standard deviations of the prior around the model as it came (slope 1, offset 0): about ten labels outweigh it. */
const SLOPE_SPREAD = 0.5;
const OFFSET_SPREAD = 1.5;
const LEAST_SLOPE = 0.05;
const FOLDS = 10;
/** Digits kept, so that the last bits of a processor do not show in the file. */
const DIGITS = 4;

/** Both lines by penalised logistic regression: feeling or none over all labels, positive or negative over those with a feeling. */
export function fitCalibration(rows: readonly LabelledMention[]): SourceCalibration {
  const felt = rows.filter(({ label }) => label !== 'neutral');
  return {
    opinion: fitLine(rows.map(({ label, leanings }) => [leanings.opinion, label !== 'neutral'])),
    polarity: fitLine(felt.map(({ label, leanings }) => [leanings.polarity, label === 'positive'])),
  };
}

/** What the calibration of the other folds says of each row; a post is never in its own fit, whatever brands it names. */
export function crossValidated(rows: readonly LabelledMention[]): Map<LabelledMention, Probabilities> {
  const folds = Map.groupBy(rows, ({ postKey }) => Number.parseInt(postKey.slice(0, 8), 16) % FOLDS);
  const answers = new Map<LabelledMention, Probabilities>();
  for (const [fold, held] of folds) {
    const calibration = fitCalibration([...folds].flatMap(([other, own]) => (other === fold ? [] : own)));
    for (const row of held) answers.set(row, applied(row.leanings, calibration));
  }
  return answers;
}

/** Probabilities of the leanings under a calibration. */
export function applied({ opinion, polarity }: Leanings, calibration: SourceCalibration): Probabilities {
  return probabilitiesOf({
    opinion: calibration.opinion.slope * opinion + calibration.opinion.offset,
    polarity: calibration.polarity.slope * polarity + calibration.polarity.offset,
  });
}

/** Newton's method on the posterior, halving steps that do not help; converges since the posterior is concave. */
function fitLine(points: readonly (readonly [x: number, isTrue: boolean])[]): LogOddsLine {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || Number(a[1]) - Number(b[1]));
  const loss = (slope: number, offset: number): number =>
    sorted.reduce(
      (sum, [x, isTrue]) => {
        const z = (isTrue ? -1 : 1) * (slope * x + offset);
        return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
      },
      (slope - 1) ** 2 / (2 * SLOPE_SPREAD ** 2) + offset ** 2 / (2 * OFFSET_SPREAD ** 2),
    );
  let [slope, offset] = [1, 0];
  for (let round = 0; round < 50; round++) {
    let [gradientA, gradientB] = [(slope - 1) / SLOPE_SPREAD ** 2, offset / OFFSET_SPREAD ** 2];
    let [aa, ab, bb] = [1 / SLOPE_SPREAD ** 2, 0, 1 / OFFSET_SPREAD ** 2];
    for (const [x, isTrue] of sorted) {
      const p = logistic(slope * x + offset);
      const [error, weight] = [p - Number(isTrue), p * (1 - p)];
      gradientA += error * x;
      gradientB += error;
      aa += weight * x * x;
      ab += weight * x;
      bb += weight;
    }
    const determinant = aa * bb - ab * ab;
    const stepA = (bb * gradientA - ab * gradientB) / determinant;
    const stepB = (aa * gradientB - ab * gradientA) / determinant;
    const before = loss(slope, offset);
    let scale = 1;
    while (scale > 1e-6 && loss(slope - scale * stepA, offset - scale * stepB) > before) scale /= 2;
    slope -= scale * stepA;
    offset -= scale * stepB;
    if (Math.abs(stepA) + Math.abs(stepB) < 1e-9) break;
  }
  return { slope: rounded(Math.max(LEAST_SLOPE, slope)), offset: rounded(offset) };
}

function rounded(value: number): number {
  return Math.round(value * 10 ** DIGITS) / 10 ** DIGITS + 0;
}
