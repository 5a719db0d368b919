/** Why somebody stands where they stand: reason codes and numbers of the models in words. It decides nothing. */
import type { Brand } from '../config/types.ts';
import { figures } from './figures.ts';
import type { CandidateRow, UgcRow } from './rows.ts';
import { worded } from './words/languages.ts';
import type { Words } from './words/words.ts';

/**
 * The strongest reasons, in order, as sentences; where the preference is unknown the last sentence says so.
 *
 * @param brand the row's own brand.
 */
export function whySentences(row: CandidateRow, brand: Brand | undefined, words: Words): string[] {
  const codes = [row.reason1, row.reason2, row.reason3].filter((code) => code !== null);
  const isUnknown = row.share === null;
  const told = codes
    .filter((code) => !(isUnknown && code === 'share'))
    // The sentence on share tells the weeks as well.
    .filter((code) => !(code === 'rep' && !isUnknown && codes.includes('share')))
    .map((code) => sentence(code, row, brand, words));
  return isUnknown ? [...told, words.why.shareUnknown] : told;
}

/** The weakest part and what would raise it; null when the models name none. */
export function weakestSentence(row: CandidateRow, brand: Brand | undefined, words: Words): string | null {
  const code = row.reasonWeakest;
  if (code === null) return null;
  return words.weakest(sentence(code, row, brand, words), raiseOf(words.raise, code));
}

/** What an early candidate lacks to be ranked, and what to do about it (eligibility of ranking 7). */
export function missingPhrases(row: CandidateRow, words: Words): string[] {
  const { missing } = words;
  const lacks = [
    row.positiveMentionsCount < 2 ? missing.mentions(row.positiveMentionsCount) : null,
    row.weeksCount < 2 ? missing.weeks(row.weeksCount) : null,
    row.ratePerYear < 1 ? missing.rate : null,
  ].filter((phrase) => phrase !== null);
  if (lacks.length === 0) lacks.push(missing.evidence);
  return [...lacks, missing.backfill];
}

/** Parts of a UGC score in one sentence, then what could not be judged. */
export function ugcSentence(row: UgcRow, words: Words): string {
  const part = (value: number | null) => (value === null ? null : String(Math.round(value * 100)));
  const said = words.ugcWhy({
    quality: part(row.quality) ?? '–',
    visual: part(row.visual),
    resonance: part(row.resonance),
    rights: worded(words.rights, row.rightsState),
  });
  const codes = (row.missingParts ?? '').split(',').filter((code) => code !== '');
  return [said, ...codes.map((code) => worded(words.ugcMissing, code))].join(words.separator);
}

/** Change of rank: `▲3`, `▼2`, `＝`, new, or a dash where there is nothing to compare with. */
export function changeLabel(row: CandidateRow, words: Words): string {
  if (row.isNew === true) return words.change.isNew;
  if (row.rankChange === null) return words.change.unknown;
  if (row.rankChange === 0) return words.change.same;
  return row.rankChange > 0 ? words.change.up(row.rankChange) : words.change.down(-row.rankChange);
}

function sentence(code: string, row: CandidateRow, brand: Brand | undefined, words: Words): string {
  const numbers = figures(row, brand);
  switch (code) {
    case 'share':
      return row.share === null ? words.why.shareUnknown : words.why.share(numbers);
    case 'pos':
      return words.why.pos(numbers);
    case 'rate':
      return words.why.rate(numbers);
    case 'rep':
      return words.why.rep(numbers);
    default:
      return words.why.other(code);
  }
}

function raiseOf(raise: Words['raise'], code: string): string {
  return code !== 'other' && Object.hasOwn(raise, code) ? worded(raise, code) : raise.other;
}
