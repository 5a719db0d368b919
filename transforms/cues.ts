/**
 * What a text holds besides feeling: use for others, play, danger to a brand, trade (ranking 9).
 * Invariant: a phrase counts only where what it needs stands near in the same sentence; a denied or asked claim is none.
 */
import {
  COMMERCE_CUES,
  ENTERTAINMENT_CUES,
  SAFETY_CUES,
  type TextCues,
  UTILITY_CUES,
} from '../warehouse/contracts/transform.ts';
import { joinsWord } from './characters.ts';
import { cueForms } from './cue_forms.ts';
import { CUES, CUES_FILE, type Cue, cueBit, readCueList } from './cue_list.ts';
import { dataHash } from './data_files.ts';
import { ownLength } from './own_words.ts';
import { sharedList } from './shared_lists.ts';

/** Raised, or changed by its data, when the same text holds other cues. */
export const CUES_VERSION = `1.${dataHash([CUES_FILE])}`;

const PHRASES = readCueList();
const LIST = sharedList(PHRASES.map((phrase) => phrase.text));

const maskOf = (cues: readonly Cue[]): number => cues.reduce((mask, cue) => mask | cueBit(cue), 0);
/** A question tells nobody how, and claims nothing. */
const NOT_WHERE_ASKED = maskOf([...UTILITY_CUES, ...COMMERCE_CUES, 'medical_claim', 'unsafe_use']);
const NOT_WHERE_DENIED = maskOf([...SAFETY_CUES, 'discount_code']);

/** How far apart, in UTF-16 units, two phrases may stand that lean on each other. */
const REACH = { han: 16, latin: 48 };
/** What takes a claim back may stand further away. */
const UNLESS_REACH = 64;
/** How far the end of a sentence is looked for. */
const SENTENCE = 160;

const DENIED =
  /(?:不(?!知不觉|觉|仅|但|得不|光|止|只|过|错|同|愧|用|可思议|到)|没(?!想到|几|多久|用几|过)|未|无(?!意|论|需|敌)|非(?!常)|谈不上|难以)[^,。!;、\s]{0,6}$|(?:(?<![特分个级区性类差])别|不要|不能|不可|勿|禁止|避免|切忌|拒绝)[^,。!;、\s]{0,12}$|(?:\b(?:not|never|no|cannot|without|nor|neither|avoid|nothing|hardly|nobody|stop|won't|wont|dont|doesnt|didnt|cant)|n't)(?: (?!and\b|but\b|only\b|just\b)[\w'-]+){0,4} $/u;

let count = 0;
let words = new Int32Array(64);
let starts = new Int32Array(64);
let ends = new Int32Array(64);
const evidence: (string | null)[] = CUES.map(() => null);

/** Of overlapping phrases the leftmost longest counts. */
function keep(word: number, start: number, end: number): void {
  while (count > 0 && starts[count - 1]! >= start) count--;
  if (count > 0 && ends[count - 1]! > start) return;
  if (count === words.length) {
    words = doubled(words);
    starts = doubled(starts);
    ends = doubled(ends);
  }
  words[count] = word;
  starts[count] = start;
  ends[count++] = end;
}

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(old.length * 2);
  larger.set(old);
  return larger;
}

/** @param folded text as `fold` gives it, with the addresses of its links (`withAddresses`). */
export function cues(folded: string): TextCues {
  count = 0;
  LIST.scan(folded, keep);
  const formed = cueForms(folded);
  let mask = 0;
  for (let i = 0; i < count; i++) {
    const fresh = PHRASES[words[i]!]!.cues & ~mask;
    if (fresh === 0) continue;
    const shown = standing(folded, i, fresh);
    mask |= shown;
    for (let bit = 0; shown >> bit !== 0; bit++)
      if (((shown >> bit) & 1) === 1) evidence[bit] = PHRASES[words[i]!]!.text;
  }
  const all = mask | formed;
  const own = ownLength(folded);
  if (all === 0) return { ...NOTHING, ownLength: own };
  const safety = named(SAFETY_CUES, SAFETY, all);
  const commerce = named(COMMERCE_CUES, COMMERCE, all);
  return {
    utility: named(UTILITY_CUES, UTILITY, all),
    entertainment: named(ENTERTAINMENT_CUES, ENTERTAINMENT, all),
    safety,
    commerce,
    safetyEvidence: evidenceOf(safety, mask),
    commerceEvidence: evidenceOf(commerce, mask),
    ownLength: own,
  };
}

const NOTHING: Omit<TextCues, 'ownLength'> = {
  utility: [],
  entertainment: [],
  safety: [],
  commerce: [],
  safetyEvidence: null,
  commerceEvidence: null,
};

const UTILITY = maskOf(UTILITY_CUES);
const ENTERTAINMENT = maskOf(ENTERTAINMENT_CUES);
const SAFETY = maskOf(SAFETY_CUES);
const COMMERCE = maskOf(COMMERCE_CUES);

/** Those of a kind that are in the mask. */
function named<One extends Cue>(kind: readonly One[], kindMask: number, mask: number): readonly One[] {
  return (mask & kindMask) === 0 ? NONE : kind.filter((cue) => (mask & cueBit(cue)) !== 0);
}

const NONE: readonly never[] = [];

function evidenceOf([first]: readonly Cue[], listed: number): string | null {
  return first === undefined || (listed & cueBit(first)) === 0 ? null : evidence[CUES.indexOf(first)]!;
}

/** Which of the cues that hit i may show do stand. */
function standing(text: string, i: number, fresh: number): number {
  const { needs, unless } = PHRASES[words[i]!]!;
  const start = starts[i]!;
  if (needs !== 0 && !isNear(text, i, needs, joinsWord(text.charCodeAt(start)) ? REACH.latin : REACH.han)) return 0;
  if (unless !== 0 && isNear(text, i, unless, UNLESS_REACH)) return 0;
  let mask = fresh;
  if ((mask & NOT_WHERE_DENIED) !== 0 && DENIED.test(text.slice(Math.max(0, start - 40), start)))
    mask &= ~NOT_WHERE_DENIED;
  if ((mask & NOT_WHERE_ASKED) !== 0 && isAsked(text, ends[i]!)) mask &= ~NOT_WHERE_ASKED;
  return mask;
}

/** A member of the group stands before or behind hit i, within reach and in the same sentence. */
function isNear(text: string, i: number, group: number, reach: number): boolean {
  for (let j = i - 1; j >= 0 && starts[i]! - ends[j]! <= reach; j--) {
    if ((PHRASES[words[j]!]!.groups & group) !== 0 && !hasEnd(text, ends[j]!, starts[i]!)) return true;
  }
  for (let j = i + 1; j < count && starts[j]! - ends[i]! <= reach; j++) {
    if ((PHRASES[words[j]!]!.groups & group) !== 0 && !hasEnd(text, ends[i]!, starts[j]!)) return true;
  }
  return false;
}

function hasEnd(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isSentenceEnd(text, i)) return true;
  return false;
}

function isSentenceEnd(text: string, at: number): boolean {
  switch (text.charCodeAt(at)) {
    case 0x0a: // line
    case 0x21: // !
    case 0x3b: // ;
    case 0x2026: // …
    case 0x3002: // 。
      return true;
    case 0x2e: // . and ? stand in addresses and numbers too
    case 0x3f:
      return at + 1 >= text.length || !joinsWord(text.charCodeAt(at + 1));
    default:
      return false;
  }
}

/** The sentence in which `from` lies ends in a question mark, 吗 or 么. */
function isAsked(text: string, from: number): boolean {
  const last = Math.min(text.length, from + SENTENCE);
  let at = from;
  while (at < last && !isSentenceEnd(text, at)) at++;
  if (text.charCodeAt(at) === 0x3f) return true;
  const before = text.charCodeAt(at - 1);
  return before === 0x5417 || (before === 0x4e48 && text.charCodeAt(at - 2) !== 0x4ec0);
}
