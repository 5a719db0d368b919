/**
 * Feeling of a text as a whole, from words of feeling alone: Chinese terms of ours and AFINN for English.
 * Invariant: a language that is not read gets nulls, never a guess; a text without words of feeling is neutral.
 */
import type { Lang, Sentiment, SentimentScorer } from '../warehouse/contracts/transform.ts';
import { afinnEntries } from './afinn.ts';
import { dataHash } from './data_files.ts';
import { LEXICON_VERSION, lexicon } from './lexicon.ts';
import { LEXICON_FILES, ownEntries } from './lexicon_files.ts';

/** Raised, or changed by its data, when the same text gets another feeling. */
export const SENTIMENT_VERSION = `lexicon${LEXICON_VERSION}.${dataHash(LEXICON_FILES)}`;

const NOT_READ: Sentiment = {
  polarity: null,
  positiveP: null,
  negativeP: null,
  confidence: null,
  isCalibrated: false,
};

/** Margin at which a text is as likely positive as not. */
const NEUTRAL_BAND = 0.6;
const STEEPNESS = 1.5;
/** Margin at which polarity reaches tanh(1) = 0.76: one strong word. */
const POLARITY_SCALE = 2;

/** Scores by words of feeling; probabilities are squashed sums, not calibrated. */
export function defaultScorer(): SentimentScorer {
  const words = lexicon([...afinnEntries(), ...ownEntries()]);
  return {
    version: SENTIMENT_VERSION,
    score: (folded: string, lang: Lang): Sentiment => (lang === 'other' ? NOT_READ : ofMargin(words.margin(folded))),
  };
}

function ofMargin(margin: number): Sentiment {
  const polarity = Math.tanh(margin / POLARITY_SCALE);
  return {
    polarity,
    positiveP: logistic(STEEPNESS * (margin - NEUTRAL_BAND)),
    negativeP: logistic(STEEPNESS * (-margin - NEUTRAL_BAND)),
    confidence: Math.abs(polarity),
    isCalibrated: false,
  };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
