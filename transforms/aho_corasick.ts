/**
 * Finds every occurrence of many words in one pass over a text (Aho and Corasick 1975), over UTF-16 units.
 * Invariant: scanning allocates nothing and takes time linear in the text plus its matches, however many words there are.
 */

import { JOINS_WORD } from './characters.ts';
import { BASE, PARENT, STRIDE } from './double_array.ts';
import { Hits } from './hits.ts';
import { unitsOf } from './units.ts';
import { FAIL, NONE, ROOT, WORD, type WordTree, wordTree } from './word_tree.ts';

/** Called for each occurrence, in order of its end, longer ones first. `end` is exclusive. */
export type OnMatch = (word: number, start: number, end: number) => void;

/** Units that join their neighbours to a word, those that are a word alone, those that begin one. */
const JOINS = 1;
const ALONE_BIT = 1;
const ALONE = 1 << ALONE_BIT;
const BEGINS_BIT = 2;
const BEGINS = 1 << BEGINS_BIT;
const CLASS_SHIFT = 3;
const PAIRS = 1 << 14;

/** Letters that hold together, where no borders count: none. */
const NEVER = new Uint8Array(0x10000);

/** An immutable automaton over `words`; a word given twice is found twice, empty words never. */
export class AhoCorasick {
  /** What each unit is to these words: the flags below, and from `CLASS_SHIFT` on its class. One look-up a unit. */
  readonly #facts: Int32Array;
  /** 1 at the hash of every two units that begin a word: spares most of the steps that would lead nowhere. */
  readonly #pairs = new Uint8Array(PAIRS);
  readonly #lengths: Uint32Array;
  readonly #tree: WordTree;
  readonly #hits = new Hits();

  /** @param borders `word`: only occurrences that do not cut a word of an alphabetic script (Han has no such borders). */
  constructor(words: readonly string[], borders: 'any' | 'word' = 'any') {
    const joins = borders === 'word' ? JOINS_WORD : NEVER;
    this.#lengths = Uint32Array.from(words, (word) => word.length);
    this.#tree = wordTree(words, joins);
    this.#facts = new Int32Array(joins.length);
    const { classes } = this.#tree;
    for (let unit = 0; unit < joins.length; unit++) this.#facts[unit] = (classes[unit]! << CLASS_SHIFT) | joins[unit]!;
    for (const word of words) {
      if (word === '') continue;
      const unit = word.charCodeAt(0);
      this.#facts[unit]! |= word.length === 1 ? BEGINS | ALONE : BEGINS;
      if (word.length > 1) this.#pairs[pairOf(unit, word.charCodeAt(1))] = 1;
    }
  }

  /** Leaves every occurrence of every word in `hits`, overlapping ones too. */
  find(text: string, hits: Hits): void {
    const units = unitsOf(text);
    const length = text.length;
    const { states } = this.#tree;
    const facts = this.#facts;
    const pairs = this.#pairs;
    hits.count = 0;
    let fact = 0;
    for (let i = 0; i < length; ) {
      const unit = units[i++]!;
      const before = fact;
      fact = facts[unit]!;
      // Without branches, which would be guessed wrong at every second word: no word begins inside a word.
      const isStart = (fact >> BEGINS_BIT) & ((fact >> ALONE_BIT) | pairs[pairOf(unit, units[i]!)]!) & ~(before & fact);
      if ((isStart & 1) === 0) continue;
      let state = (fact >> CLASS_SHIFT) * STRIDE;
      while (true) {
        const next = i === length ? 0 : facts[units[i]!]!;
        if (states[state + WORD] !== NONE && (fact & next & JOINS) === 0) this.#report(states[state + WORD]!, i, hits);
        const step = (next >> CLASS_SHIFT) * STRIDE;
        if (step === 0) break;
        let child = states[state + BASE]! + step;
        while (states[child + PARENT] !== state && state !== ROOT) {
          state = states[state + FAIL]!;
          child = states[state + BASE]! + step;
        }
        // The root looks at this unit itself: it may lie inside a word.
        if (state === ROOT) break;
        state = child;
        fact = next;
        i++;
      }
    }
  }

  #report(longest: number, end: number, hits: Hits): void {
    for (let word = longest; word !== NONE; word = this.#tree.nextWord[word]!)
      hits.add(word, end - this.#lengths[word]!, end);
  }

  /** Reports every occurrence of every word, overlapping ones too. */
  scan(text: string, onMatch: OnMatch): void {
    const hits = this.#hits;
    this.find(text, hits);
    for (let i = 0; i < hits.count; i++) onMatch(hits.words[i]!, hits.starts[i]!, hits.ends[i]!);
  }
}

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3b) ^ second) & (PAIRS - 1);
}
