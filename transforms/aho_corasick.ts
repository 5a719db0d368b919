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

const PAIRS = 1 << 14;

/** Letters that hold together, where no borders count: none. */
const NEVER = new Uint8Array(0x10000);

/** An immutable automaton over `words`; a word given twice is found twice, empty words never. */
export class AhoCorasick {
  readonly #joins: Uint8Array;
  /** State after a unit that begins a word, negative where that unit alone is one; else 0. */
  readonly #firsts = new Int32Array(0x10000);
  /** 1 at the hash of every two units that begin a word: spares most of the steps that would lead nowhere. */
  readonly #pairs = new Uint8Array(PAIRS);
  readonly #lengths: Uint32Array;
  readonly #tree: WordTree;
  readonly #hits = new Hits();

  /** @param borders `word`: only occurrences that do not cut a word of an alphabetic script (Han has no such borders). */
  constructor(words: readonly string[], borders: 'any' | 'word' = 'any') {
    this.#joins = borders === 'word' ? JOINS_WORD : NEVER;
    this.#lengths = Uint32Array.from(words, (word) => word.length);
    this.#tree = wordTree(words, this.#joins);
    const { classes, states } = this.#tree;
    for (const word of words) {
      if (word === '') continue;
      const unit = word.charCodeAt(0);
      const state = states[ROOT + BASE]! + classes[unit]! * STRIDE;
      if (word.length > 1) this.#pairs[pairOf(unit, word.charCodeAt(1))] = 1;
      if (word.length === 1 || this.#firsts[unit] === 0) this.#firsts[unit] = word.length === 1 ? -state : state;
    }
  }

  /** Leaves every occurrence of every word in `hits`, overlapping ones too. */
  find(text: string, hits: Hits): void {
    const units = unitsOf(text);
    const length = text.length;
    const { states, classes } = this.#tree;
    const joins = this.#joins;
    const firsts = this.#firsts;
    const pairs = this.#pairs;
    hits.count = 0;
    let joined = 0;
    for (let i = 0; i < length; ) {
      const unit = units[i++]!;
      const before = joined;
      joined = joins[unit]!;
      const first = firsts[unit]!;
      // Without branches, which would be guessed wrong at every second word: no word begins inside a word.
      const mayBegin = ((first >> 31) | -pairs[pairOf(unit, units[i]!)]!) & ((before & joined) - 1);
      if ((first & mayBegin) === 0) continue;
      let state = Math.abs(first);
      while (true) {
        if (states[state + WORD] !== NONE && (i === length || (joined & joins[units[i]!]!) === 0))
          this.#report(states[state + WORD]!, i, hits);
        const unitClass = i === length ? 0 : classes[units[i]!]!;
        if (unitClass === 0) break;
        const step = unitClass * STRIDE;
        let child = states[state + BASE]! + step;
        while (states[child + PARENT] !== state && state !== ROOT) {
          state = states[state + FAIL]!;
          child = states[state + BASE]! + step;
        }
        // The root looks at this unit itself: it may lie inside a word.
        if (state === ROOT) break;
        state = child;
        joined = joins[units[i++]!]!;
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
