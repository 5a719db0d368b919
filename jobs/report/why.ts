/** Why somebody stands where they stand: reason codes and numbers of the models in words. It decides nothing. */
import type { Brand } from '../config/types.ts';
import { figures, leftOutFigures, similarFigures, ugcFigures } from './figures.ts';
import { grouped } from './numbers.ts';
import type { CandidateRow, LeftOutRow, LookalikeRow, UgcRow } from './rows.ts';
import { worded } from './words/languages.ts';
import type { Words } from './words/words.ts';

/**
 * The strongest reasons, in order, as sentences; where the preference is unknown the last sentence says so. Parts below the usual
 * are no reasons: of somebody who has no other only the strongest is told.
 *
 * @param brand the row's own brand.
 */
export function whySentences(row: CandidateRow, brand: Brand | undefined, words: Words): string[] {
  const codes = [row.reason1, row.reason2, row.reason3].filter((code) => code !== null);
  const isUnknown = row.share === null;
  const told = codes
    .filter((code, i) => i === 0 || !isBehind(code, row))
    .filter((code) => !(isUnknown && code === 'share'))
    // The sentence on share tells the weeks as well.
    .filter((code) => !(code === 'rep' && !isUnknown && codes.includes('share')))
    .map((code) => sentence(code, row, brand, words));
  return isUnknown ? [...told, words.why.shareUnknown] : told;
}

/** The weakest part, and what would raise the index most; null when the models name neither. */
export function weakestSentence(row: CandidateRow, brand: Brand | undefined, words: Words): string | null {
  const code = row.reasonWeakest;
  const told = [
    code === null ? null : words.weakest(sentence(code, row, brand, words), isAhead(code, row)),
    raiseSentence(row, words),
  ];
  return told.filter((part) => part !== null).join(words.gap) || null;
}

/** What would raise the index most, and to what; null when that is under one point, or unknown. */
export function raiseSentence(row: CandidateRow, words: Words): string | null {
  const { raiseCode, indexValue, raisedIndex } = row;
  if (raiseCode === null || indexValue === null || raisedIndex === null) return null;
  const [from, to] = [indexValue.toFixed(0), raisedIndex.toFixed(0)];
  if (from === to || !isKey(words.raise, raiseCode)) return null;
  return words.raise[raiseCode]({ from, to, complaints: row.negativeMentionsCount });
}

/** Why the account counts as a consumer: "Consumer: 420 followers, no paid marks, 6 brands mentioned." */
export function consumerSentence(row: CandidateRow, words: Words): string {
  return words.consumer({
    followers: row.followersCount === null ? null : grouped(row.followersCount),
    brands: String(row.brandsCount),
    isPaid: (row.disclosedShare ?? 0) > 0,
    isByHand: row.isClassByHand === true,
  });
}

/** By which rule somebody is no candidate. */
export function leftOutSentence(row: LeftOutRow, words: Words): string {
  const code = isKey(words.leftOut, row.classReason) ? row.classReason : 'other';
  return words.leftOut[code](leftOutFigures(row, worded(words.class, row.class)));
}

/** In what a look-alike is like the listed author: brands, pace, platform, language. */
export function similarSentence(row: LookalikeRow, words: Words): string {
  return words.similar.sentence(similarFigures(row));
}

/** Every factor as a sentence, strongest against the usual first; what is unknown says so. */
export function factorSentences(row: CandidateRow, brand: Brand | undefined, words: Words): FactorSentence[] {
  return contributions(row).map(([code, contribution]) => ({
    code,
    contribution,
    sentence: sentence(code, row, brand, words),
  }));
}

export interface FactorSentence {
  readonly code: FactorCode;
  /** ln of the factor less its mean over the eligible. */
  readonly contribution: number;
  readonly sentence: string;
}

/** The score against the typical eligible candidate, as a product: "2.4× the typical …: preference ×1.8, pace ×1.3." Null where there is none. */
export function againstUsual(row: CandidateRow, words: Words): string | null {
  const parts = contributions(row);
  if (parts.length === 0 || row.usualScore === null || row.usualScore <= 0) return null;
  const told = parts.map(([code, contribution]) => `${words.factor[code]} ×${times(Math.exp(contribution))}`);
  return words.againstUsual({ ratio: times(row.kocScore / row.usualScore), parts: told.join(words.comma) });
}

/** The parts of the log decomposition, strongest first; empty where there is nobody to compare with. */
export function contributions(row: CandidateRow): [FactorCode, number][] {
  const parts: [FactorCode, number | null][] = [
    ['rate', row.contributionRate],
    ['share', row.contributionShare],
    ['pos', row.contributionPos],
    ['rep', row.contributionRep],
    ['auth', row.contributionAuth],
    ['circle', row.contributionCircle],
    ['engagement', row.contributionEngagement],
    ['floor', row.contributionFloor],
  ];
  const known = parts.filter((part): part is [FactorCode, number] => part[1] !== null);
  return known.length < parts.length ? [] : known.toSorted(([, a], [, b]) => b - a);
}

/** One factor as a sentence, whether or not there is anybody to compare with; what is unknown says so. */
export function factorSentence(code: FactorCode, row: CandidateRow, brand: Brand | undefined, words: Words): string {
  return sentence(code, row, brand, words);
}

export type FactorCode = keyof Words['factor'];

/** Badges of a candidate, in words; empty = none. */
export function badges(row: CandidateRow, words: Words): string[] {
  return [
    row.isCustomer === true ? words.badge.customer : null,
    row.isEnthusiast === true ? words.badge.enthusiast : null,
    row.giftedMentionsCount > 0 ? words.badge.gift : null,
  ].filter((badge) => badge !== null);
}

/** What an early candidate lacks to be ranked, and what to do about it (eligibility of ranking 7). */
export function missingPhrases(row: CandidateRow, words: Words): string[] {
  const { missing } = words;
  const lacks = [
    row.positiveMentionsCount < 2 ? missing.mentions(row.positiveMentionsCount) : null,
    row.positiveWeeksCount < 2 ? missing.weeks(row.positiveWeeksCount) : null,
    row.ratePerYear < 1 ? missing.rate : null,
  ].filter((phrase) => phrase !== null);
  if (lacks.length === 0) lacks.push(missing.evidence);
  return [...lacks, missing.backfill];
}

/** What the post is and how it does, what was received for it, the rights, then what could not be judged. */
export function ugcSentence(row: UgcRow, words: Words): string {
  const declared = row.declaredKind === null ? null : worded(words.declared, row.declaredKind);
  const codes = (row.missingParts ?? '').split(',').filter((code) => code !== '');
  const missing = codes.map((code) => worded(words.ugcMissing, code)).join(words.comma);
  return words.ugcWhy(ugcFigures(row, worded(words.rights, row.rightsState), declared), missing || null);
}

/** Change of rank: `▲3`, `▼2`, `＝`, new, or a dash where there is nothing to compare with. */
export function changeLabel(row: CandidateRow, words: Words): string {
  if (row.isNew === true) return words.change.isNew;
  if (row.rankChange === null) return words.change.unknown;
  if (row.rankChange === 0) return words.change.same;
  return row.rankChange > 0 ? words.change.up(row.rankChange) : words.change.down(-row.rankChange);
}

function sentence(code: string, row: CandidateRow, brand: Brand | undefined, words: Words): string {
  const numbers = { ...figures(row, brand), platform: worded(words.platform, row.platform) };
  switch (code) {
    case 'share':
      return row.share === null ? words.why.shareUnknown : words.why.share(numbers);
    case 'pos':
      return words.why.pos(numbers);
    case 'rate':
      return words.why.rate(numbers);
    case 'rep':
      return words.why.rep(numbers);
    case 'auth':
      return words.why.auth(numbers);
    case 'circle':
      return row.circle === null ? words.why.circleUnknown : words.why.circle(numbers);
    case 'engagement':
      return row.engagementValue === null ? words.why.engagementUnknown : words.why.engagement(numbers);
    case 'floor':
      return row.circle === null ? words.why.circleUnknown : words.why.floor(numbers);
    default:
      return words.why.other(code);
  }
}

/** Whether a part of the score is above, or below, that of the typical eligible candidate; neither where there is none. */
function isAhead(code: string, row: CandidateRow): boolean {
  return contributionOf(code, row) > 0;
}

function isBehind(code: string, row: CandidateRow): boolean {
  return contributionOf(code, row) < 0;
}

function contributionOf(code: string, row: CandidateRow): number {
  return contributions(row).find(([known]) => known === code)?.[1] ?? 0;
}

/** `1.84` of 1.8431, `12` of 12.3. */
function times(ratio: number): string {
  return ratio >= 10 ? String(Math.round(ratio)) : String(Math.round(ratio * 100) / 100);
}

function isKey<Texts extends object>(texts: Texts, code: string): code is Extract<keyof Texts, string> {
  return Object.hasOwn(texts, code);
}
