/**
 * Fits the probabilities of a scorer to one source: one line each for "any feeling or none" and for "positive or negative", both in
 * log-odds (Platt 1999). Invariant: both maps rise strictly, so they can be undone and never turn the order of two texts.
 */
import type { Sentiment } from '../warehouse/contracts/transform.ts';

/** Log-odds out = slope × log-odds in + offset. */
export interface LogOddsLine {
  /** > 0. */
  readonly slope: number;
  readonly offset: number;
}

/** What `koc calibrate` found for one source. */
export interface SourceCalibration {
  /** Any feeling against none: moves the neutral band. */
  readonly opinion: LogOddsLine;
  /** Positive against negative, where there is a feeling: moves the threshold between them. */
  readonly polarity: LogOddsLine;
}

/** Probabilities of a text or of a mention; the rest to 1 is neutral. */
export interface Probabilities {
  readonly positiveP: number;
  readonly negativeP: number;
}

/** The two log-odds that a calibration moves. */
export interface Leanings {
  readonly opinion: number;
  readonly polarity: number;
}

/** Nothing read from words is surer than this: one in a million. */
const SUREST = 1e-6;

/** Log-odds of both questions; a text without any feeling leans nowhere. */
export function leaningsOf({ positiveP, negativeP }: Probabilities): Leanings {
  const opinionP = positiveP + negativeP;
  return { opinion: logOdds(opinionP), polarity: opinionP === 0 ? 0 : logOdds(positiveP / opinionP) };
}

/** Inverse of `leaningsOf`, up to its bounds. */
export function probabilitiesOf({ opinion, polarity }: Leanings): Probabilities {
  const [opinionP, leaning] = [logistic(opinion), logistic(polarity)];
  return { positiveP: opinionP * leaning, negativeP: opinionP * (1 - leaning) };
}

/** The probabilities as the calibration has them. */
export function calibrated(given: Probabilities, { opinion, polarity }: SourceCalibration): Probabilities {
  const raw = leaningsOf(given);
  return probabilitiesOf({
    opinion: opinion.slope * raw.opinion + opinion.offset,
    polarity: polarity.slope * raw.polarity + polarity.offset,
  });
}

/** Log-odds as they were before `calibrated`. */
export function uncalibratedLeanings(given: Probabilities, { opinion, polarity }: SourceCalibration): Leanings {
  const seen = leaningsOf(given);
  return {
    opinion: (seen.opinion - opinion.offset) / opinion.slope,
    polarity: (seen.polarity - polarity.offset) / polarity.slope,
  };
}

/** The feeling of a text, calibrated; one that was not read stays so. */
export function calibratedSentiment(sentiment: Sentiment, calibration: SourceCalibration): Sentiment {
  const { positiveP, negativeP } = sentiment;
  if (positiveP === null || negativeP === null) return sentiment;
  const fitted = calibrated({ positiveP, negativeP }, calibration);
  return {
    polarity: polarityOf(fitted),
    ...fitted,
    confidence: Math.max(fitted.positiveP, fitted.negativeP, 1 - fitted.positiveP - fitted.negativeP),
    isCalibrated: true,
  };
}

/** [−1, 1]: positive against negative; 0 where there is no feeling at all. */
export function polarityOf({ positiveP, negativeP }: Probabilities): number {
  const opinionP = positiveP + negativeP;
  return opinionP === 0 ? 0 : (positiveP - negativeP) / opinionP;
}

/** Natural log-odds of a probability, bounded to ± 13.8. */
export function logOdds(p: number): number {
  const bounded = Math.min(1 - SUREST, Math.max(SUREST, p));
  return Math.log(bounded / (1 - bounded));
}

/** Inverse of the log-odds. */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
