/**
 * Feeling towards each brand that a text names, where it differs from the text's own.
 * Invariant: what is said in a clause counts for the brands of that clause; a clause without a brand counts for the one spoken of.
 */
import type { Lang, SentimentScorer } from '../warehouse/contracts/transform.ts';
import { BRAND_BASE, type Clause, clausesOf, mask } from './clauses.ts';
import { compare, mayCompare, type Verdict } from './comparisons.ts';
import { detectLanguage } from './language.ts';
import type { NamedSpan } from './named_span.ts';

/** Raised when the same text and spans give other feelings. */
export const TARGETS_VERSION = '1';

export interface TargetFeeling {
  /** [−1, 1]. */
  readonly polarity: number;
  /** [0, 1], not calibrated. */
  readonly positiveP: number;
  readonly negativeP: number;
}

/** Log-odds of a comparison that says itself who is better. */
const OUTRIGHT = 2.5;
const OUTRIGHT_OPINION = 0.9;
/** Weight of a brand's own clauses against the whole text, where nothing is compared: feelings spill over. */
const OWN_SHARE = 0.6;
/** Log-odds beyond which two brands are spoken of in opposite ways: then nothing spills over. */
const OPPOSED = 2;
/** Longer texts name brands in passing often enough; the rest changes little and costs time. */
const MOST_CLAUSES = 200;

interface Said {
  own: string;
  against: string;
  outright: number;
}

/**
 * By brand id. Empty when no brand is named, when one brand is named and nothing is compared with it (its feeling is the
 * text's), and when the language is not read.
 */
export function targetFeelings(
  folded: string,
  spans: readonly NamedSpan[],
  scorer: SentimentScorer,
): ReadonlyMap<string, TargetFeeling> {
  if (spans.length === 0) return NONE;
  const { brands, text } = mask(folded, spans);
  if (brands.length === 1 && !mayCompare(text)) return NONE;
  const clauses = clausesOf(text).slice(0, MOST_CLAUSES);
  if (brands.length === 1 && !clauses.some((clause) => clause.brands.length > 0 && compare(clause.text) !== null))
    return NONE;
  const lang = detectLanguage(folded);
  if (lang === 'other') return NONE;
  const spoken = gather(clauses, brands.length).map((said) => ({ said, felt: feel(said, scorer, lang) }));
  const areOpposed =
    spoken.some(({ felt }) => felt.leaning > OPPOSED) && spoken.some(({ felt }) => felt.leaning < -OPPOSED);
  const whole = scorer.score(text, lang);
  const feelings = new Map<string, TargetFeeling>();
  spoken.forEach(({ said, felt }, i) => {
    const isWeighed = said.outright !== 0 || said.against !== '';
    const share = areOpposed || isWeighed || whole.polarity === null ? 1 : OWN_SHARE;
    const leaning = share * felt.leaning + (1 - share) * logOdds(((whole.polarity ?? 0) + 1) / 2);
    const opinion = share * felt.opinion + (1 - share) * ((whole.positiveP ?? 0) + (whole.negativeP ?? 0));
    const positive = 1 / (1 + Math.exp(-leaning));
    const [positiveP, negativeP] = [opinion * positive, opinion * (1 - positive)];
    feelings.set(brands[i]!, { polarity: 2 * positive - 1, positiveP, negativeP });
  });
  return feelings;
}

/** Log-odds of positive and probability of any feeling in what is said of one brand. */
function feel(said: Said, scorer: SentimentScorer, lang: Lang): { leaning: number; opinion: number } {
  let leaning = OUTRIGHT * Math.max(-1.5, Math.min(1.5, said.outright));
  let without = said.outright === 0 ? 1 : 1 - OUTRIGHT_OPINION;
  for (const [words, sign] of [
    [said.own, 1],
    [said.against, -1],
  ] as const) {
    if (words === '') continue;
    const { polarity, positiveP, negativeP } = scorer.score(words, lang);
    if (polarity === null || positiveP === null || negativeP === null) continue;
    leaning += sign * logOdds((polarity + 1) / 2);
    without *= 1 - positiveP - negativeP;
  }
  return { leaning, opinion: 1 - without };
}

const NONE: ReadonlyMap<string, TargetFeeling> = new Map();

/** What is said of each brand, clause by clause. */
function gather(clauses: readonly Clause[], count: number): Said[] {
  const all = Array.from({ length: count }, (): Said => ({ own: '', against: '', outright: 0 }));
  // Words before the first brand lead up to it.
  let topics: readonly number[] = clauses.find((clause) => clause.brands.length > 0)?.brands ?? [];
  for (const clause of clauses) {
    const compared = clause.brands.length === 0 ? null : compare(clause.text);
    if (clause.brands.length > 0 && compared === null) topics = clause.brands;
    for (const brand of clause.brands.length === 0 ? topics : clause.brands) {
      const verdict = compared?.verdicts.get(String.fromCharCode(BRAND_BASE + brand)) ?? compared?.rest ?? 'as';
      say(all[brand]!, verdict, clause.text);
    }
    if (compared === null) continue;
    const winners = clause.brands.filter(
      (brand) => compared.verdicts.get(String.fromCharCode(BRAND_BASE + brand)) !== 'against',
    );
    // What follows a comparison is about what was held against the standard.
    if (winners.length > 0) topics = winners.slice(0, 1);
  }
  return all;
}

function say(said: Said, verdict: Verdict, words: string): void {
  if (verdict === 'better') said.outright += 1;
  else if (verdict === 'worse') said.outright -= 1;
  else if (verdict === 'as') said.own += `${words}. `;
  else said.against += `${words}. `;
}

function logOdds(p: number): number {
  const bounded = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(bounded / (1 - bounded));
}
