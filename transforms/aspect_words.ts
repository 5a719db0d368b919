/**
 * The maintained list of words that name a side of a product, and which of them stand in a text.
 * Invariant: of overlapping words the leftmost longest counts, but for words of any aspect; a word that is listed as no aspect hides what it holds (方便面).
 */
import { UsageError } from '../warehouse/contracts/errors.ts';
import { dataHash, readData, rowsOf } from './data_files.ts';
import { sharedList } from './shared_lists.ts';
import { fold } from './text.ts';

const FILE = 'aspects.tsv';
/** Raised, or changed by its data, when other words of a text name an aspect or judge it. */
export const ASPECT_WORDS_VERSION = `1.${dataHash([FILE])}`;

/** All aspects of the list. */
export const ASPECTS = [
  'texture',
  'colour',
  'effect',
  'smell',
  'taste',
  'portion',
  'packaging',
  'design',
  'price',
  'delivery',
  'service',
  'safety',
  'size',
  'durability',
  'performance',
  'ease_of_use',
  'location',
  'atmosphere',
] as const;
export type Aspect = (typeof ASPECTS)[number];

type Sign = 1 | 0 | -1;

interface AspectWord {
  readonly term: string;
  /** `any`: whichever it stands with; null: none. */
  readonly aspect: Aspect | 'any' | null;
  /** What the word itself says; 0: it only names the aspect. */
  readonly sign: Sign;
}

/** A listed word in a text. */
export interface AspectHit {
  readonly term: string;
  readonly aspect: Aspect | 'any';
  /** After negation; 0 for a word that only names, or finds something middling. */
  readonly sign: Sign;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const SIGNS: ReadonlyMap<string | undefined, Sign> = new Map([
  ['1', 1],
  ['0', 0],
  ['-1', -1],
]);

function load(): AspectWord[] {
  return rowsOf(readData(FILE).toString('utf8')).map(({ line, cells }) => {
    const [term = '', name, , signCell] = cells;
    const aspect = name === '-' ? null : name === '*' ? 'any' : ASPECTS.find((known) => known === name);
    const sign = SIGNS.get(signCell);
    if (fold(term) === '' || aspect === undefined || sign === undefined)
      throw new UsageError(`${FILE}:${line}: expected term, aspect, language and sign (1, 0 or -1)`, {
        facts: { line },
      });
    return { term: fold(term), aspect, sign };
  });
}

const WORDS = load();
const LIST = sharedList(WORDS.map(({ term }) => term));

/** Units before a word in which a denial is looked for. */
const REACH = 20;
/** Turns what follows: "不油腻", "没有漏液", "not at all greasy", "didn't sting". */
const DENIED =
  /(?:不|没|没有|无|零|毫无|非|从未|(?<![特区分级类性个])别)(?:会|是|有|很|太|那么|这么|再|怎么|觉得|感觉|什么|任何|出现|发生|再也|够|算|显得|怎么会)*$|(?:\b(?:not(?! only| just)|no|never|without|zero|hardly|nor|neither|cannot|cant|dont|doesnt|didnt|isnt|wasnt)|n't)(?: (?!but\b)\w+){0,2} $/u;
/** Turns faults only: "缓解刺痛", "reduces irritation". */
const REMEDIED =
  /(?:改善|缓解|减少|减轻|解决|避免|防止|告别|拒绝|淡化|预防|修复)(?:了|掉)?$|\b(?:reduc(?:es|ed|ing)|prevent(?:s|ed|ing)?|help(?:s|ed) with|fix(?:es|ed)|less|calm(?:s|ed)|sooth(?:es|ed)|got rid of|avoid(?:s|ed|ing)?|cleared)(?: \w+){0,2} $/u;

let count = 0;
let words = new Int32Array(64);
let starts = new Int32Array(64);
let ends = new Int32Array(64);

function onMatch(word: number, start: number, end: number): void {
  while (count > 0 && starts[count - 1]! >= start) count--;
  if (count > 0 && ends[count - 1]! > start) {
    // "特别好吃": a word for any aspect yields to one that names it.
    if (WORDS[words[count - 1]!]!.aspect !== 'any' || WORDS[word]!.aspect === 'any') return;
    count--;
  }
  if (count === words.length) [words, starts, ends] = [doubled(words), doubled(starts), doubled(ends)];
  words[count] = word;
  starts[count] = start;
  ends[count++] = end;
}

function doubled(old: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(old.length * 2);
  larger.set(old);
  return larger;
}

/** Listed words of a folded text, in order of place. Linear; allocates nothing where none stands. */
export function aspectHits(text: string): readonly AspectHit[] {
  count = 0;
  LIST.scan(text, onMatch);
  if (count === 0) return NO_HITS;
  const hits: AspectHit[] = [];
  for (let i = 0; i < count; i++) {
    const { term, aspect, sign } = WORDS[words[i]!]!;
    const [start, end] = [starts[i]!, ends[i]!];
    if (aspect !== null) hits.push({ term, aspect, sign: sign === 0 ? 0 : turned(sign, text, start), start, end });
  }
  return hits;
}

const NO_HITS: readonly AspectHit[] = [];

function turned(sign: 1 | -1, text: string, start: number): Sign {
  if (start === 0) return sign;
  const before = text.slice(Math.max(0, start - REACH), start);
  const isTurned = DENIED.test(before) || (sign === -1 && REMEDIED.test(before));
  return isTurned ? (sign === 1 ? -1 : 1) : sign;
}
