/**
 * Cuts a folded text into the clauses that belong to each brand it names.
 * Invariant: clauses do not overlap, and brands stand in them as one private-use character each, so that no name feels like anything.
 */
import { KIND, KIND_OF } from './characters.ts';
import type { NamedSpan } from './named_span.ts';

/** First stand-in; brand i of the text is `BRAND_BASE + i`. */
export const BRAND_BASE = 0xe000;
/** More brands than this make a list; further ones are not told apart. */
export const MOST_BRANDS = 64;
/** Any stand-in, for regular expressions. */
export const ANY_BRAND = `[\\u{${BRAND_BASE.toString(16)}}-\\u{${(BRAND_BASE + MOST_BRANDS - 1).toString(16)}}]`;
const STAND_IN = new RegExp(ANY_BRAND, 'gu');
const HAS_STAND_IN = new RegExp(ANY_BRAND, 'u');
/** True for a unit that stands for a brand in a masked text. */
export const isStandIn = (unit: number): boolean => unit >= BRAND_BASE && unit < BRAND_BASE + MOST_BRANDS;

export interface Clause {
  /** With stand-ins for brands. */
  readonly text: string;
  /** Where `text` begins in the masked text. */
  readonly start: number;
  /** Indices into `brands`, in order of place, each once. */
  readonly brands: readonly number[];
  /** A full stop, not a comma, ends the clause. */
  readonly endsSentence: boolean;
  /** A question mark ends the clause. */
  readonly isAsked: boolean;
}

export interface Masked {
  readonly brands: readonly string[];
  readonly text: string;
}

/**
 * Replaces every named span by the stand-in of its brand. Spans that two brands share count for the first. Stand-ins that the
 * text brings itself become spaces.
 */
export function mask(original: string, spans: readonly NamedSpan[]): Masked {
  const folded = HAS_STAND_IN.test(original) ? original.replace(STAND_IN, ' ') : original;
  const brands: string[] = [];
  let text = '';
  let from = 0;
  for (const { brandId, start, end } of spans) {
    if (start < from) continue;
    let index = brands.indexOf(brandId);
    if (index === -1) index = brands.length < MOST_BRANDS ? brands.push(brandId) - 1 : MOST_BRANDS - 1;
    text += folded.slice(from, start) + String.fromCharCode(BRAND_BASE + index);
    from = end;
  }
  return { brands, text: text + folded.slice(from) };
}

/** What a unit may do to a clause; 0: nothing. */
const ROLE = new Uint8Array(0x10000);
/** Ends a sentence, alone or in a run. */
const FULL_STOP = 1;
const COMMA = 2;
const LIST_COMMA = 3;
/** An English turn may follow. */
const SPACE = 4;
/** A Chinese turn may begin. */
const TURN = 5;
const BRAND = 6;
/** A clause begins with these; what they begin with is looked up before they are. */
const TURNS = ['但是', '但', '可是', '不过', '然而', '反而', '而', '结果'];
for (const mark of '.!?。;…\n~') ROLE[mark.charCodeAt(0)] = FULL_STOP;
ROLE[','.charCodeAt(0)] = COMMA;
ROLE['、'.charCodeAt(0)] = LIST_COMMA;
ROLE[' '.charCodeAt(0)] = SPACE;
for (const turn of TURNS) ROLE[turn.charCodeAt(0)] = TURN;
ROLE.fill(BRAND, BRAND_BASE, BRAND_BASE + MOST_BRANDS);
const QUESTION_MARK = 0x3f;
const ENGLISH_TURN = /(?:but|however|while|whereas|although|though|yet)\s/uy;
/** For the first letter of each English one the second. */
const SECOND_LETTER = new Uint8Array(0x10000);
for (const turn of ['but', 'however', 'while', 'although', 'though', 'yet'])
  SECOND_LETTER[turn.charCodeAt(0)] = turn.charCodeAt(1);

const LONGEST_OPENING = 48;
/** Opens a sentence with what its rest is held against ("unlike A, …"): the comma behind it ends nothing. */
const OPENS = new RegExp(
  `^(?:unlike|compared (?:to|with)|instead of|rather than|比起|相比|[和跟与]${ANY_BRAND}.{0,4}比)[^,]{0,30}$`,
  'u',
);

/** Units that such an opening begins with. */
const OPENERS = 'ucir比相和跟与';

/** Clauses of a masked text, in order; a clause without words is dropped. */
export function clausesOf(masked: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  let places: number[] = [];
  const add = (to: number, next: number, endsSentence: boolean, isAsked: boolean): void => {
    let start = from;
    let end = to;
    while (start < end && isBlank(masked, start)) start++;
    while (end > start && isBlank(masked, end - 1)) end--;
    if (end > start) separate(masked.slice(start, end), start, places, { endsSentence, isAsked }, clauses);
    else if (endsSentence && clauses.length > 0) {
      const last = clauses.pop()!;
      clauses.push({ ...last, endsSentence, isAsked: last.isAsked || isAsked });
    }
    if (places.length > 0) places = [];
    from = next;
  };
  for (let i = 0; i < masked.length; i++) {
    const role = ROLE[masked.charCodeAt(i)]!;
    if (role === 0) continue;
    if (role === FULL_STOP) {
      const start = i;
      let isAsked = masked.charCodeAt(i) === QUESTION_MARK;
      for (; ROLE[masked.charCodeAt(i + 1)] === FULL_STOP; i++) isAsked ||= masked.charCodeAt(i + 1) === QUESTION_MARK;
      if (start > from && !isInner(masked, start, i)) add(start, i + 1, true, isAsked);
    } else if (role === COMMA || role === LIST_COMMA) {
      const isJoint = role === COMMA ? opens(masked, from, i) : isStandIn(nextWord(masked, i + 1));
      if (i > from && !isJoint) add(i, i + 1, false, false);
    } else if (role === SPACE) {
      const second = SECOND_LETTER[masked.charCodeAt(i + 1)]!;
      if (second === 0 || masked.charCodeAt(i + 2) !== second || i <= from) continue;
      ENGLISH_TURN.lastIndex = i + 1;
      if (ENGLISH_TURN.test(masked)) add(i, i + 1, false, false);
    } else if (role === TURN) {
      const turn = TURNS.find((word) => masked.startsWith(word, i));
      if (turn === undefined || (turn === '而' && masked[i + 1] === '且')) continue;
      if (i > from) add(i, i, false, false);
      i += turn.length - 1;
    } else places.push(i);
  }
  add(masked.length, masked.length, true, false);
  return clauses;
}

function isBlank(text: string, at: number): boolean {
  return KIND_OF[text.charCodeAt(at)] === KIND.space;
}

/** A full stop inside a number or an address ends nothing. */
function isInner(text: string, start: number, end: number): boolean {
  return start === end && text[start] === '.' && /[a-z0-9]/u.test(text[start + 1] ?? '');
}

function opens(masked: string, from: number, comma: number): boolean {
  let start = from;
  while (isBlank(masked, start)) start++;
  return (
    comma - from < LONGEST_OPENING &&
    OPENERS.includes(masked[start]!) &&
    OPENS.test(masked.slice(start, comma).trimEnd())
  );
}

/** First unit from a place on that is no space; NaN at the end. */
function nextWord(text: string, from: number): number {
  let at = from;
  while (isBlank(text, at)) at++;
  return text.charCodeAt(at);
}

/** Between two brands of one verdict ("A 和 B", "A, B and C"). */
const JOINT = /^(?:和|与|跟|及|以及|还有|或|或者|还是|、|,|\/|&|\+|and|or|vs\.?|\s|的|家|x|#|@)*$/u;
const AND = /^(.*)\s(?:and|&|then)\s/u;

/**
 * "A很好用B很难用", "love A and hate B": a second brand with words of its own starts a clause of its own.
 * @param places of the stand-ins in the masked text, of which `text` begins at `start`.
 */
function separate(
  text: string,
  start: number,
  places: readonly number[],
  { endsSentence, isAsked }: Pick<Clause, 'endsSentence' | 'isAsked'>,
  into: Clause[],
): void {
  if (places.length < 2) {
    const brands = places.length === 0 ? NO_BRANDS : [text.charCodeAt(places[0]! - start) - BRAND_BASE];
    into.push({ text, start, brands, endsSentence, isAsked });
    return;
  }
  const cuts = cutsOf(text, start, places);
  let place = 0;
  cuts.forEach((cut, i) => {
    const end = cuts[i + 1] ?? text.length;
    const part = text.slice(cut, end);
    const words = part.trimStart();
    const brands: number[] = [];
    for (; place < places.length && places[place]! < start + end; place++) {
      const brand = text.charCodeAt(places[place]! - start) - BRAND_BASE;
      if (!brands.includes(brand)) brands.push(brand);
    }
    into.push({
      text: words.trimEnd(),
      start: start + cut + part.length - words.length,
      brands,
      endsSentence: endsSentence && end === text.length,
      isAsked,
    });
  });
}

const NO_BRANDS: readonly number[] = [];

/** Where clauses begin in `text`; the first at 0. */
function cutsOf(text: string, start: number, places: readonly number[]): readonly number[] {
  const cuts = [0];
  if (COMPARES.test(text)) return cuts;
  for (let i = 1; i < places.length; i++) {
    const from = places[i - 1]! - start + 1;
    const place = places[i]! - start;
    const between = text.slice(from, place);
    if (text[place] === text[from - 1] || JOINT.test(between)) continue;
    const joined = AND.exec(between);
    cuts.push(joined === null ? place : from + joined[1]!.length);
  }
  return cuts;
}

/** Clauses whose brands are weighed against each other stay whole. */
const COMPARES =
  /比|不如|不及|没有?[\ue000-\ue03f]|换|吊打|秒杀|完胜|碾压|甩|胜过|超越|打败|优于|好过|强过|赢过|平替|代替|替代|取代|媲美|不输|抛弃|弃|告别|转投|远超|更喜欢|宁愿|\b(?:than|prefer|over|instead|rather|switch(?:ed|ing)?|moved|mov(?:e|ing)|chang(?:e|ed|ing) from|ditch(?:ed|ing)?|dump(?:ed|ing)?|left|swap(?:ped)?|replac(?:e|ed|es|ing)|beats?|outperforms?|blows?|destroys?|crush(?:es)?|kills?|smokes|tops|trumps|match for|compar(?:e|es|ed)|compete|unlike|as (?:good|nice|great|effective|well) as|closer to|dupe for|gave up on)\b/u;
