/** How well predictions agree with labels: the share that is right, with its interval, and how far probabilities are off. */
import type { Probabilities } from '../../transforms/calibration.ts';
import type { FeelingLabel } from './calibration_fit.ts';

export interface Accuracy {
  readonly labels: number;
  /** In [0, 1]; of the likeliest of three feelings. */
  readonly share: number;
  /** Wilson interval (1927) of the share, 90 %. */
  readonly low: number;
  readonly high: number;
  /** Brier score over three feelings, [0, 2]; 0 = sure and right. */
  readonly brier: number;
}

/** Two-sided 90 % quantile of the normal distribution. */
const Z90 = 1.6448536269514722;

/** At least one row. */
export function accuracyOf(rows: readonly (readonly [label: FeelingLabel, predicted: Probabilities])[]): Accuracy {
  const right = rows.filter(([label, predicted]) => likeliest(predicted) === label).length;
  const brier = rows.reduce((sum, [label, { positiveP, negativeP }]) => {
    const off = (p: number, name: FeelingLabel) => (p - Number(label === name)) ** 2;
    return sum + off(positiveP, 'positive') + off(negativeP, 'negative') + off(1 - positiveP - negativeP, 'neutral');
  }, 0);
  return { labels: rows.length, share: right / rows.length, ...wilson(right, rows.length), brier: brier / rows.length };
}

/** Interval of a share by its counts. */
export function wilson(right: number, count: number, z = Z90): { low: number; high: number } {
  const share = right / count;
  const centre = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const half = (z / (1 + z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

function likeliest({ positiveP, negativeP }: Probabilities): FeelingLabel {
  const neutralP = 1 - positiveP - negativeP;
  if (neutralP >= positiveP && neutralP >= negativeP) return 'neutral';
  return positiveP > negativeP ? 'positive' : 'negative';
}
