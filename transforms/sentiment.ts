/**
 * Feeling of a text as a whole: the trained linear model, with the margin of known words added to its log-odds.
 * Invariant: a language that is not read gets nulls, never a guess; a text without anything to read is neutral.
 */
import { createHash } from 'node:crypto';
import type { Lang, Sentiment, SentimentScorer } from '../warehouse/contracts/transform.ts';
import { dataHash, readData } from './data_files.ts';
import { INTENTS_VERSION, purposeOf } from './intents.ts';
import { LEXICON_VERSION, type Lexicon, type LexiconEntry, lexicon } from './lexicon.ts';
import { LEXICON_FILES, ownEntries } from './lexicon_files.ts';
import { type LinearModel, linearModel } from './linear_model.ts';
import { NGRAMS_VERSION } from './ngrams.ts';
import { sharedList } from './shared_lists.ts';

const MODEL_FILE = 'sentiment.bin';

/** Raised, or changed by its data, when the same text gets another feeling. */
export const SENTIMENT_VERSION = `linear2.${NGRAMS_VERSION}.${LEXICON_VERSION}.${INTENTS_VERSION}.${dataHash([MODEL_FILE, ...LEXICON_FILES])}`;

const NOT_READ: Sentiment = {
  polarity: null,
  positiveP: null,
  negativeP: null,
  confidence: null,
  isCalibrated: false,
};

/** Log-odds that one unit of lexicon margin adds; chosen on the development split and on hand-written probes. */
const MARGIN_TO_POLARITY = 0.8;
const MARGIN_TO_OPINION = 0.6;

/** Log-odds of feeling that texts which only ask, announce or raffle lose, unless known words speak in them: short ones say nothing else. */
const WITHOUT_VERDICT = { short: -3.5, long: -1.5 };
/** Units up to which such a text is short. */
const SHORT = 40;

/** Words that the model has learned well count only where they are denied: counted twice, they made every set worse. */
const LEARNED_SENSES: ReadonlySet<string> = new Set(['praise', 'blame']);
/** Signs are left to the model altogether. */
const SIGN_SENSES: ReadonlySet<string> = new Set(['emoticon', 'emoji']);

/**
 * The scorer that comes with koc: Chinese and English; confidences are not calibrated to any source.
 * @param own terms of a workspace; they override ours and are part of the version.
 */
export function defaultScorer(own: readonly LexiconEntry[] = []): SentimentScorer {
  return linearScorer(linearModel(readData(MODEL_FILE)), scoringLexicon(own), scorerVersion(own));
}

/** Version of `defaultScorer(own)`, without loading its model. */
export function scorerVersion(own: readonly LexiconEntry[]): string {
  return own.length === 0 ? SENTIMENT_VERSION : `${SENTIMENT_VERSION}.${hashOf(own)}`;
}

const OUR_ENTRIES = ownEntries().filter(({ sense }) => !SIGN_SENSES.has(sense));
const OURS = lexicon(OUR_ENTRIES, LEARNED_SENSES, sharedList);

/** The words that the scorer counts beside the model; `fired` tells which ones stand in a text, for explanations. */
export function scoringLexicon(own: readonly LexiconEntry[] = []): Lexicon {
  if (own.length === 0) return OURS;
  return lexicon([...OUR_ENTRIES, ...own], LEARNED_SENSES);
}

function hashOf(entries: readonly LexiconEntry[]): string {
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 12);
}

/** Puts model and words together; the words' margin is not normalised by length, so that a few known ones outvote many vague ones. */
export function linearScorer(model: LinearModel, words: Lexicon, version: string): SentimentScorer {
  return {
    version,
    score(folded: string, lang: Lang): Sentiment {
      if (lang === 'other') return NOT_READ;
      const margin = words.margin(folded);
      const count = model.read(folded, lang === 'en' ? 'en' : 'zh');
      if (count === 0 && margin === 0) return NEUTRAL;
      const strength = Math.abs(margin);
      const purpose = purposeOf(folded);
      const isVerdict = purpose === null || (purpose === 'asks' && strength >= 1);
      const lost = isVerdict ? 0 : folded.length <= SHORT ? WITHOUT_VERDICT.short : WITHOUT_VERDICT.long;
      const opinionP = logistic(model.opinion + MARGIN_TO_OPINION * strength + lost);
      const leaning = logistic(model.polarity + MARGIN_TO_POLARITY * margin);
      const positiveP = opinionP * leaning;
      const negativeP = opinionP * (1 - leaning);
      return {
        polarity: 2 * leaning - 1,
        positiveP,
        negativeP,
        confidence: Math.max(positiveP, negativeP, 1 - opinionP),
        isCalibrated: false,
      };
    },
  };
}

const NEUTRAL: Sentiment = { polarity: 0, positiveP: 0, negativeP: 0, confidence: 0, isCalibrated: false };

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
