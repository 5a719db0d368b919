/**
 * Feeling towards each brand that a text names, where it differs from the text's own.
 * Invariant: what is said in a clause counts for the brands of that clause; a clause without a brand counts for the one spoken of.
 */
import type { Lang, SentimentScorer } from '../warehouse/contracts/transform.ts';
import { ASPECT_WORDS_VERSION, aspectHits } from './aspect_words.ts';
import { logistic, logOdds } from './calibration.ts';
import { ANY_BRAND, type Clause } from './clauses.ts';
import type { Verdict } from './comparisons.ts';
import type { Way } from './passing.ts';
import { isQuestion } from './question.ts';
import type { SpokenOf } from './spoken_of.ts';

/** Raised, or changed by its data, when the same text and spans give other feelings. */
export const TARGETS_VERSION = `3.${ASPECT_WORDS_VERSION}`;

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
const MOST_OUTRIGHT = 1.5;
/** Weight of a brand's own clauses against the whole text, where nothing is compared: feelings spill over. */
const OWN_SHARE = 0.6;
/** Log-odds beyond which two brands are spoken of in opposite ways: then nothing spills over. */
const OPPOSED = 2;
/** Log-odds of any feeling that a brand loses by being named by the way; chosen on one half of the labelled tweets. */
const LOSS: Readonly<Record<Way, number>> = { tag: 1, place: 0.8, beside: 2 };
/** Log-odds that a word which judges an aspect by itself adds to what the scorer reads in its clause. */
const JUDGING_WORD = 1;
const MOST_JUDGING = 2;

/** What is said of one brand; `outright` counts comparisons won minus lost. */
interface Said {
  own: string;
  against: string;
  outright: number;
}

/** Log-odds of positive, and probability of any feeling. */
interface Felt {
  readonly leaning: number;
  readonly opinion: number;
  /** Words that judge by themselves, praise minus blame. */
  readonly judging: number;
}

/**
 * By brand id. Empty when no brand is named, when one brand is spoken of and nothing is compared with it (its feeling is the
 * text's), and when the language is not read.
 */
export function targetFeelings(text: SpokenOf, scorer: SentimentScorer): ReadonlyMap<string, TargetFeeling> {
  const { brands } = text;
  const isLone = brands.length === 1 && !text.isWeighing;
  if (brands.length === 0 || (isLone && text.ways.size === 0) || text.lang === 'other') return NONE;
  const way = isLone ? text.ways.get(0)! : null;
  // On Chinese platforms the one brand among the tags is what the post is about.
  if (way === 'tag' && text.lang !== 'en') return NONE;
  const whole = feltIn(text.masked, text.lang, scorer);
  if (way !== null) return new Map([[brands[0]!, feelingOf(lessSure(whole, way))]]);
  const said = gather(text);
  const felt = said.map((one) => feltFor(one, text.lang, scorer));
  const areOpposed =
    isSetAgainst(text.clauses) ||
    isOpposed(felt.map(({ leaning }) => leaning / OPPOSED)) ||
    isOpposed(felt.map(({ judging }) => judging));
  return new Map(
    brands.map((brand, i) => {
      const own = felt[i]!;
      if (areOpposed || said[i]!.outright !== 0 || said[i]!.against !== '') return [brand, feelingOf(own)];
      const mixed = {
        leaning: OWN_SHARE * own.leaning + (1 - OWN_SHARE) * whole.leaning,
        opinion: OWN_SHARE * own.opinion + (1 - OWN_SHARE) * whole.opinion,
        judging: own.judging,
      };
      return [brand, feelingOf(lessSure(mixed, text.ways.get(i)))];
    }),
  );
}

const NONE: ReadonlyMap<string, TargetFeeling> = new Map();

function feelingOf({ leaning, opinion }: Felt): TargetFeeling {
  const positive = logistic(leaning);
  return { polarity: 2 * positive - 1, positiveP: opinion * positive, negativeP: opinion * (1 - positive) };
}

/** One at least 1, another at most −1. */
const isOpposed = (values: readonly number[]): boolean =>
  values.some((value) => value >= 1) && values.some((value) => value <= -1);

function lessSure(felt: Felt, way: Way | undefined): Felt {
  return way === undefined ? felt : { ...felt, opinion: logistic(logOdds(felt.opinion) - LOSS[way]) };
}

function feltIn(words: string, lang: Lang, scorer: SentimentScorer): Felt {
  const { polarity, positiveP, negativeP } = scorer.score(words, lang);
  return { leaning: logOdds(((polarity ?? 0) + 1) / 2), opinion: (positiveP ?? 0) + (negativeP ?? 0), judging: 0 };
}

function feltFor({ own, against, outright }: Said, lang: Lang, scorer: SentimentScorer): Felt {
  let leaning = OUTRIGHT * Math.max(-MOST_OUTRIGHT, Math.min(MOST_OUTRIGHT, outright));
  let without = outright === 0 ? 1 : 1 - OUTRIGHT_OPINION;
  let judging = 0;
  for (const [words, sign] of [
    [own, 1],
    [against, -1],
  ] as const) {
    if (words === '') continue;
    const felt = judged(feltIn(words, lang, scorer), words);
    leaning += sign * felt.leaning;
    judging += sign * felt.judging;
    without *= 1 - felt.opinion;
  }
  return { leaning, opinion: 1 - without, judging };
}

/** Sets the brand of a clause against that of the clause before: "但A…", "A却…", "but A …". */
const TURNED = new RegExp(
  `^(?:但|可是|不过|然而|反而|而|but |however,? |while |whereas )[^,]{0,12}${ANY_BRAND}|${ANY_BRAND}[^,]{0,6}(?:却|则|反而|倒是|就(?:很|不|没|好|更|完全))`,
  'u',
);

function isSetAgainst(clauses: readonly Clause[]): boolean {
  return clauses.some(({ brands, text }, i) => {
    const before = clauses[i - 1]?.brands ?? [];
    return (
      before.length > 0 && brands.length > 0 && !brands.some((brand) => before.includes(brand)) && TURNED.test(text)
    );
  });
}

/** Single clauses are short for a model of whole texts: words that judge by themselves help it. */
function judged(felt: Felt, words: string): Felt {
  const judging = aspectHits(words).reduce((total, { sign }) => total + sign, 0);
  if (judging === 0) return felt;
  const added = JUDGING_WORD * Math.max(-MOST_JUDGING, Math.min(MOST_JUDGING, judging));
  return { leaning: felt.leaning + added, opinion: logistic(logOdds(felt.opinion) + Math.abs(added)), judging };
}

const ASKING_PARTICLE = /[吗么嘛呢]$/u;

/** What is said of each brand, clause by clause. */
function gather({ brands, clauses, shares }: SpokenOf): readonly Said[] {
  const all = brands.map((): Said => ({ own: '', against: '', outright: 0 }));
  clauses.forEach(({ text, isAsked }, i) => {
    // Who asks which one is better has not judged yet.
    if ((isAsked || ASKING_PARTICLE.test(text)) && isQuestion(`${text}?`)) return;
    for (const { brand, verdict } of shares[i]!) say(all[brand]!, verdict, text);
  });
  return all;
}

function say(said: Said, verdict: Verdict, words: string): void {
  if (verdict === 'better') said.outright += 1;
  else if (verdict === 'worse') said.outright -= 1;
  else if (verdict === 'as') said.own += `${words}. `;
  else said.against += `${words}. `;
}
