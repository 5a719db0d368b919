/**
 * How much of a text its author wrote: what is left without hashtags, @names, links and what others said.
 * Invariant: linear in the length of the text; never more than its code points.
 */
import { isWordCharacter, JOINS_WORD } from './characters.ts';
import { unitsOf } from './units.ts';

/** Quotations shorter than this are words that the author leans on ("高级感"), longer ones are somebody else's. */
const QUOTED_FROM = 12;
/** A quotation closes within this many units, or the sign was no quotation (5" screen). */
const QUOTED_TO = 500;
/** Where something may begin that is not the author's: `ANY` for tag, name, quotation; for an address its second letter. */
const MAY_BEGIN = new Uint8Array(0x10000);
const ANY = 1;
for (const sign of '#@"「『') MAY_BEGIN[sign.charCodeAt(0)] = ANY;
for (const [first, second] of ['ht', 'ww']) MAY_BEGIN[first!.charCodeAt(0)] = second!.charCodeAt(0);
const OPENING = '"「『';
const CLOSING = '"」』';
/** Where the next closing sign of each kind stands: looked for once, used until it is passed. */
const nextClosing = new Int32Array(CLOSING.length);
const NONE_LEFT = 0x7fffffff;

/**
 * Code points of own words. White space counts once between words. From the first `//@` on, a forwarded chain is others' words.
 * @param folded text as `fold` gives it.
 */
export function ownLength(folded: string): number {
  const chain = folded.indexOf('//@');
  const end = chain === -1 ? folded.length : chain;
  const units = unitsOf(folded);
  let length = 0;
  let isSpacePending = false;
  let i = 0;
  nextClosing.fill(-1);
  while (i < end) {
    const unit = units[i]!;
    // Most words with h or w are no addresses: their second letter tells.
    if (MAY_BEGIN[unit] !== 0 && (MAY_BEGIN[unit] === ANY || units[i + 1] === MAY_BEGIN[unit])) {
      const after = skipped(folded, i, unit, end);
      if (after > i) {
        i = after;
        continue;
      }
    }
    i++;
    if (unit === 0x20 || unit === 0x0a) {
      isSpacePending = length > 0;
      continue;
    }
    if (isSpacePending) length++;
    isSpacePending = false;
    // The second half of a pair is no further character.
    if (unit < 0xdc00 || unit > 0xdfff) length++;
  }
  return length;
}

/** Where what is not the author's ends; `at` itself where it is. */
function skipped(text: string, at: number, unit: number, end: number): number {
  if (unit === 0x23) return hashtagEnd(text, at, end);
  if (unit === 0x40) return at > 0 && JOINS_WORD[text.charCodeAt(at - 1)] === 1 ? at : nameEnd(text, at, end);
  if (unit === 0x68 || unit === 0x77) return isAddress(text, at) ? addressEnd(text, at, end) : at;
  const kind = OPENING.indexOf(text[at]!);
  if (kind === -1) return at;
  if (nextClosing[kind]! <= at) {
    const found = text.indexOf(CLOSING[kind]!, at + 1);
    nextClosing[kind] = found === -1 ? NONE_LEFT : found;
  }
  const close = nextClosing[kind]!;
  return close - at > QUOTED_FROM && close - at <= QUOTED_TO ? Math.min(end, close + 1) : at;
}

const TOPIC = '[话题]';

/** `#tag`, `#topic#`, `#topic[话题]#`. */
function hashtagEnd(text: string, at: number, end: number): number {
  let i = at + 1;
  while (i < end && isTagCharacter(text.charCodeAt(i))) i++;
  if (i === at + 1) return at;
  if (text.startsWith(TOPIC, i)) i += TOPIC.length;
  return text.charCodeAt(i) === 0x23 ? i + 1 : i;
}

function nameEnd(text: string, at: number, end: number): number {
  let i = at + 1;
  while (i < end && (isTagCharacter(text.charCodeAt(i)) || text.charCodeAt(i) === 0x2d)) i++;
  return i === at + 1 ? at : i;
}

/** Letters, digits, underscore and pictographs. */
function isTagCharacter(unit: number): boolean {
  return isWordCharacter(unit) || unit === 0x5f || (unit >= 0xd800 && unit <= 0xdfff);
}

function isAddress(text: string, at: number): boolean {
  return text.startsWith('http://', at) || text.startsWith('https://', at) || text.startsWith('www.', at);
}

function addressEnd(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && text.charCodeAt(i) > 0x20 && text.charCodeAt(i) < 0x7f) i++;
  return i;
}
