/**
 * Which sides of a brand or product a text judges, and which way.
 * Invariant: one opinion a brand and aspect; where clauses disagree the stronger counts, of equally strong ones the later.
 */
import type { AspectOpinion, Lang, SentimentScorer } from '../warehouse/contracts/transform.ts';
import { ASPECT_WORDS_VERSION, type Aspect, type AspectHit, aspectHits } from './aspect_words.ts';
import type { Share } from './attribution.ts';
import type { Clause } from './clauses.ts';
import type { Verdict } from './comparisons.ts';
import type { SpokenOf } from './spoken_of.ts';

/** Raised, or changed by its data, when the same text gives other opinions. */
export const ASPECTS_VERSION = `1.${ASPECT_WORDS_VERSION}`;

/** A word that judges by itself is surer than a clause that is read. */
const OWN_WORD = 2;
/** Probability of a feeling that a clause must have to be a verdict on what it names. */
const SPEAKS = 0.5;
/** Share of (positive − negative) in that feeling that tells which way. */
const LEANS = 0.5;

/**
 * Opinions in order of first mention. A text that names no brand gives opinions with `brandId` null. Empty where no listed
 * word stands and where the language is not read.
 */
export function aspectsOf(text: SpokenOf, scorer: SentimentScorer): readonly AspectOpinion[] {
  const { brands, masked } = text;
  const hits = aspectHits(masked);
  if (hits.length === 0 || text.lang === 'other') return NONE;
  const opinions: Opinion[] = [];
  let at = 0;
  text.clauses.forEach((clause, i) => {
    while (at < hits.length && hits[at]!.start < clause.start) at++;
    const from = at;
    const end = clause.start + clause.text.length;
    while (at < hits.length && hits[at]!.start < end) at++;
    if (at === from) return;
    const inside = at - from === hits.length ? hits : hits.slice(from, at);
    const owners = brands.length === 0 ? OF_NOBODY : ownersOf(text.shares[i]!, brands);
    for (const one of judge(clause, inside, scorer, text.lang)) for (const owner of owners) note(opinions, owner, one);
  });
  return opinions.map(({ brandId, aspect, term, strength }) => ({
    brandId,
    aspect,
    term,
    sign: strength > 0 ? 1 : strength < 0 ? -1 : 0,
  }));
}

const NONE: readonly AspectOpinion[] = [];

interface Owner {
  readonly brand: string | null;
  readonly verdict: Verdict;
}
const OF_NOBODY: readonly Owner[] = [{ brand: null, verdict: 'as' }];

/** A clause that is no brand's counts for the only one of the text. */
function ownersOf(shares: readonly Share[], brands: readonly string[]): readonly Owner[] {
  if (shares.length > 0) return shares.map(({ brand, verdict }) => ({ brand: brands[brand]!, verdict }));
  return brands.length === 1 ? [{ brand: brands[0]!, verdict: 'as' }] : OF_NOBODY;
}

interface Judged {
  readonly aspect: Aspect;
  readonly term: string;
  /** > 0 praises, 0 only names. */
  readonly strength: number;
}

interface Opinion extends Judged {
  readonly brandId: string | null;
}

function note(opinions: Opinion[], { brand, verdict }: Owner, { aspect, term, strength }: Judged): void {
  const opinion = { brandId: brand, aspect, term, strength: strengthFor(verdict, strength) };
  // A loop: no more than a few aspects of a few brands.
  for (let i = 0; i < opinions.length; i++) {
    const known = opinions[i]!;
    if (known.aspect !== aspect || known.brandId !== brand) continue;
    if (Math.abs(opinion.strength) >= Math.abs(known.strength)) opinions[i] = opinion;
    return;
  }
  opinions.push(opinion);
}

function strengthFor(verdict: Verdict, strength: number): number {
  if (verdict === 'as') return strength;
  if (verdict === 'against') return -strength;
  return verdict === 'better' ? OWN_WORD : -OWN_WORD;
}

/** Asked without a question mark. */
const ASKS = /[吗么嘛]$/u;

/** Words that judge speak for themselves; words that only name are judged by the words around them. */
function judge(clause: Clause, hits: readonly AspectHit[], scorer: SentimentScorer, lang: Lang): readonly Judged[] {
  const isAsked = clause.isAsked || ASKS.test(clause.text);
  const parts = isAsked ? [] : partsOf(clause, hits);
  const judged: Judged[] = [];
  let part = 0;
  for (const { aspect, term, sign, start } of hits) {
    if (aspect === 'any') continue;
    let strength = sign * OWN_WORD;
    if (!isAsked && sign === 0) {
      while (start >= parts[part]!.end) part++;
      const around = parts[part]!;
      around.strength ??=
        around.isMiddling || around.sign !== 0 ? Math.sign(around.sign) * OWN_WORD : read(around.text, scorer, lang);
      strength = around.strength;
    }
    judged.push({ aspect, term, strength: isAsked ? 0 : strength });
  }
  return judged;
}

/** Words of one verdict; its `strength` is read when first asked for. */
interface Part {
  readonly text: string;
  /** In the masked text; exclusive. */
  readonly end: number;
  /** Sum of the words in it that judge by themselves. */
  sign: number;
  /** A word in it finds it neither good nor bad. */
  isMiddling: boolean;
  strength?: number;
}

/** Between two names of one verdict ("味道和口感都好"). */
const JOINT = /^(?:和|与|跟|及|以及|还有|、|,|\/|&|\+|and|or|\s|the|its|也|的)*$/u;

/** Cuts a clause between names that have words of their own; never empty. */
function partsOf({ text, start }: Clause, hits: readonly AspectHit[]): readonly Part[] {
  const cuts: number[] = [];
  let before: AspectHit | undefined;
  for (const hit of hits) {
    if (hit.sign !== 0 || hit.aspect === 'any') continue;
    if (before !== undefined) {
      const between = text.slice(before.end - start, hit.start - start);
      const and = between.lastIndexOf(' and ');
      if (!JOINT.test(between)) cuts.push(and === -1 ? hit.start : before.end + and);
    }
    before = hit;
  }
  cuts.push(start + text.length);
  const parts = cuts.map(
    (end, i): Part => ({
      text: text.slice((cuts[i - 1] ?? start) - start, end - start),
      end,
      sign: 0,
      isMiddling: false,
    }),
  );
  let part = 0;
  for (const { start: place, sign, aspect } of hits) {
    while (place >= parts[part]!.end) part++;
    parts[part]!.sign += sign;
    parts[part]!.isMiddling ||= sign === 0 && aspect === 'any';
  }
  return parts;
}

function read(words: string, scorer: SentimentScorer, lang: Lang): number {
  const { positiveP, negativeP } = scorer.score(words, lang);
  if (positiveP === null || negativeP === null) return 0;
  const opinion = positiveP + negativeP;
  const leaning = positiveP - negativeP;
  return opinion >= SPEAKS && Math.abs(leaning) >= LEANS * opinion ? leaning : 0;
}
