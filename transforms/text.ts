/**
 * Folding: the one form of a text in which everything else looks for words.
 * Invariant: texts that a reader takes for the same words fold to the same string: markup, width, script variant, case,
 * quotes, white space and invisible characters do not count. Never throws; linear time.
 */
import { KIND, KIND_OF } from './characters.ts';
import { MARKUP_VERSION, stripMarkup } from './markup.ts';
import { SIMPLIFIED_VERSION, simplify } from './simplified.ts';
import { isLittleEndian, unitsOf } from './units.ts';

/** Raised when the same text folds to something else. */
export const TEXT_VERSION = `text1.${MARKUP_VERSION}.${SIMPLIFIED_VERSION}`;

/** Not looked at yet; otherwise the folded unit or one of the marks below, all of which are control characters. */
const UNKNOWN = 0;
const DROP = 1;
/** The character needs its neighbours or more than one unit: the whole text goes the general way. */
const GENERAL = 2;
const SPACE = 0x20;

/** Filled as characters are met: building it whole would cost every start 20 ms. */
const FOLDED = new Uint16Array(0x10000);
/** The folded text in two widths: strings whose units all fit a byte are kept as bytes. */
let wide = new Uint16Array(0);
let wideBytes = Buffer.alloc(0);
let narrow = Buffer.alloc(0);

/**
 * Markup stripped, NFKC, zero-width and control characters removed, traditional → simplified, lower case, curly quotes →
 * straight, white space collapsed to single spaces and trimmed. Lone surrogates are dropped.
 */
export function fold(text: string): string {
  const plain = text.includes('<') || text.includes('&') ? stripMarkup(text) : text;
  return foldUnits(plain) ?? foldGenerally(plain);
}

/** Unit by unit; null when the text holds a character that this way cannot fold. */
function foldUnits(text: string): string | null {
  const units = unitsOf(text);
  const end = text.length;
  if (end >= wide.length) reserve(end * 2 + 1024);
  let length = 0;
  let changes = 0;
  let all = 0;
  let last = SPACE;
  for (let i = 0; i < end; i++) {
    const unit = units[i]!;
    let folded = FOLDED[unit]!;
    if (folded <= GENERAL) {
      if (folded === UNKNOWN) folded = FOLDED[unit] = foldUnit(unit);
      if (folded === DROP) {
        changes = 1;
        continue;
      }
      if (folded === GENERAL) {
        if (i + 1 === end || !isPictograph(unit, units[i + 1]!)) return null;
        wide[length++] = unit;
        wide[length++] = last = units[++i]!;
        all |= unit;
        continue;
      }
    }
    changes |= folded ^ unit;
    // Only the first of several spaces stays, and none at the start.
    if ((folded ^ SPACE) === 0 && last === SPACE) {
      changes = 1;
      continue;
    }
    all |= folded;
    narrow[length] = folded;
    wide[length++] = last = folded;
  }
  if (length > 0 && last === SPACE) {
    length--;
    changes = 1;
  }
  if (changes === 0) return text;
  if (all <= 0xff) return narrow.toString('latin1', 0, length);
  if (isLittleEndian) return wideBytes.toString('utf16le', 0, length * 2);
  return decodeUnits(length);
}

function reserve(length: number): void {
  wide = new Uint16Array(length);
  wideBytes = Buffer.from(wide.buffer);
  narrow = Buffer.alloc(length);
}

const CHUNK = 8192;

function decodeUnits(length: number): string {
  let out = '';
  for (let from = 0; from < length; from += CHUNK)
    out += String.fromCharCode(...wide.subarray(from, Math.min(length, from + CHUNK)));
  return out;
}

/** Emoji whose pair no normalisation touches: 1F1E6–1F1FF, 1F300–1FBEF. */
function isPictograph(lead: number, trail: number): boolean {
  if (!(trail >= 0xdc00 && trail <= 0xdfff)) return false;
  if (lead === 0xd83d) return true;
  if (lead === 0xd83c) return trail >= 0xdf00 || (trail >= 0xdde6 && trail <= 0xddff);
  return lead === 0xd83e && trail < 0xdff0;
}

function foldUnit(unit: number): number {
  if (KIND_OF[unit] === KIND.space) return SPACE;
  if (KIND_OF[unit] === KIND.surrogate) return GENERAL;
  if (isInvisible(unit)) return DROP;
  const character = String.fromCharCode(unit);
  const folded = foldCharacter(character);
  // Marks and Hangul parts join their neighbours under NFKC.
  if (folded.length !== 1 || /[\p{M}\u1100-\u11ff]/u.test(folded)) return GENERAL;
  const result = folded.charCodeAt(0);
  return result <= GENERAL || KIND_OF[result] === KIND.space ? GENERAL : result;
}

function foldCharacter(character: string): string {
  const lowered = character.normalize('NFKC').toLowerCase().normalize('NFKC');
  let out = '';
  for (const one of lowered) out += QUOTES.get(one) ?? String.fromCodePoint(simplify(one.codePointAt(0)!));
  return out;
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['‛', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
]);

/** Control and format characters, variation selectors and fillers that a reader does not see. */
function isInvisible(unit: number): boolean {
  return (
    (unit < 0x20 && KIND_OF[unit] !== KIND.space) ||
    (unit >= 0x7f && unit <= 0x9f && unit !== 0x85) ||
    unit === 0xad ||
    unit === 0x34f ||
    unit === 0x61c ||
    unit === 0x115f ||
    unit === 0x1160 ||
    unit === 0x17b4 ||
    unit === 0x17b5 ||
    (unit >= 0x180b && unit <= 0x180f) ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    unit === 0x3164 ||
    (unit >= 0xfe00 && unit <= 0xfe0f) ||
    unit === 0xfeff ||
    unit === 0xffa0 ||
    (unit >= 0xfff0 && unit <= 0xfffb) ||
    unit >= 0xfffe
  );
}

/** The same steps for any text, character by character over the normalised whole. */
function foldGenerally(text: string): string {
  const lowered = text.replace(LONE_SURROGATE, '').normalize('NFKC').toLowerCase().normalize('NFKC');
  let out = '';
  let isSpacePending = false;
  for (const character of lowered) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint < 0x10000) {
      if (KIND_OF[codePoint] === KIND.space) {
        isSpacePending = out.length > 0;
        continue;
      }
      if (isInvisible(codePoint)) continue;
    } else if (codePoint >= 0xe0000 && codePoint <= 0xe0fff) continue;
    if (isSpacePending) out += ' ';
    isSpacePending = false;
    out += QUOTES.get(character) ?? String.fromCodePoint(simplify(codePoint));
  }
  return out.normalize('NFC');
}

const LONE_SURROGATE = /\p{Surrogate}/gu;
