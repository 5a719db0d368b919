/**
 * Finds every occurrence of many words in one pass over a text (Aho and Corasick 1975), over UTF-16 units.
 * Invariant: scanning allocates nothing and takes time linear in the text plus its matches, however many words there are.
 */

import { isInsideWord, JOINS_WORD } from './characters.ts';

/** Called for each occurrence, in order of its end, longer ones first. `end` is exclusive. */
export type OnMatch = (word: number, start: number, end: number) => void;

const ROOT = 0;
const NONE = -1;

/** An immutable automaton over `words`; a word given twice is found twice, empty words never. */
export class AhoCorasick {
  readonly #borders: 'any' | 'word';
  readonly #lengths: Uint32Array;
  readonly #rootNext = new Int32Array(0x10000);
  /** Open addressing: keys are state × 65,536 + unit + 1 (0 = free) in two halves, values are states. */
  readonly #keyStates: Int32Array;
  readonly #keyUnits: Uint16Array;
  readonly #targets: Int32Array;
  readonly #mask: number;
  readonly #fail: Int32Array;
  /** First word that ends in a state; further ones follow by `#sameEnd`. */
  readonly #wordAt: Int32Array;
  readonly #sameEnd: Int32Array;
  /** Nearest state along the failures in which a word ends. */
  readonly #output: Int32Array;

  /** @param borders `word`: only occurrences that do not cut a word of an alphabetic script (Han has no such borders). */
  constructor(words: readonly string[], borders: 'any' | 'word' = 'any') {
    this.#borders = borders;
    this.#lengths = Uint32Array.from(words, (word) => word.length);
    const limit = words.reduce((sum, word) => sum + word.length, 1);
    let slots = 16;
    while (slots < limit * 2) slots *= 2;
    this.#mask = slots - 1;
    this.#keyStates = new Int32Array(slots).fill(NONE);
    this.#keyUnits = new Uint16Array(slots);
    this.#targets = new Int32Array(slots);
    this.#wordAt = new Int32Array(limit).fill(NONE);
    this.#sameEnd = new Int32Array(words.length).fill(NONE);
    this.#fail = new Int32Array(limit);
    this.#output = new Int32Array(limit).fill(NONE);
    const { parents, units, order } = this.#grow(words, limit);
    this.#link(parents, units, order);
  }

  /** Builds the tree of prefixes; `order` lists its states by depth. */
  #grow(words: readonly string[], limit: number): { parents: Int32Array; units: Uint16Array; order: number[] } {
    const parents = new Int32Array(limit);
    const units = new Uint16Array(limit);
    const depths: number[][] = [];
    let states = 1;
    words.forEach((word, index) => {
      let state = ROOT;
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        let next = this.#child(state, unit);
        if (next === ROOT) {
          next = states++;
          this.#setChild(state, unit, next);
          parents[next] = state;
          units[next] = unit;
          depths[i] ??= [];
          depths[i]!.push(next);
        }
        state = next;
      }
      if (state === ROOT) return;
      this.#sameEnd[index] = this.#wordAt[state]!;
      this.#wordAt[state] = index;
    });
    return { parents, units, order: depths.flat() };
  }

  #link(parents: Int32Array, units: Uint16Array, order: readonly number[]): void {
    for (const state of order) {
      const parent = parents[state]!;
      const fail = parent === ROOT ? ROOT : this.#step(this.#fail[parent]!, units[state]!);
      this.#fail[state] = fail;
      this.#output[state] = this.#wordAt[fail] === NONE ? this.#output[fail]! : fail;
    }
  }

  /** Child of a state, ROOT when it has none. */
  #child(state: number, unit: number): number {
    if (state === ROOT) return this.#rootNext[unit]!;
    for (let slot = slotOf(state, unit) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const key = this.#keyStates[slot]!;
      if (key === NONE) return ROOT;
      if (key === state && this.#keyUnits[slot] === unit) return this.#targets[slot]!;
    }
  }

  #setChild(state: number, unit: number, target: number): void {
    if (state === ROOT) {
      this.#rootNext[unit] = target;
      return;
    }
    let slot = slotOf(state, unit) & this.#mask;
    while (this.#keyStates[slot] !== NONE) slot = (slot + 1) & this.#mask;
    this.#keyStates[slot] = state;
    this.#keyUnits[slot] = unit;
    this.#targets[slot] = target;
  }

  #step(from: number, unit: number): number {
    const keyStates = this.#keyStates;
    const keyUnits = this.#keyUnits;
    const mask = this.#mask;
    for (let state = from; state !== ROOT; state = this.#fail[state]!) {
      for (let slot = slotOf(state, unit) & mask; keyStates[slot] !== NONE; slot = (slot + 1) & mask) {
        if (keyStates[slot] === state && keyUnits[slot] === unit) return this.#targets[slot]!;
      }
    }
    return this.#rootNext[unit]!;
  }

  /** Reports every occurrence of every word, overlapping ones too. */
  scan(text: string, onMatch: OnMatch): void {
    const rootNext = this.#rootNext;
    const wordAt = this.#wordAt;
    const output = this.#output;
    const isWhole = this.#borders === 'word';
    let state = ROOT;
    let previous = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (state !== ROOT) state = this.#step(state, unit);
      // Inside a word no whole word begins.
      else if (!isWhole || (JOINS_WORD[unit]! & JOINS_WORD[previous]!) === 0) state = rootNext[unit]!;
      previous = unit;
      if (state === ROOT) continue;
      let ending = wordAt[state] === NONE ? output[state]! : state;
      for (; ending !== NONE; ending = output[ending]!) {
        for (let word = wordAt[ending]!; word !== NONE; word = this.#sameEnd[word]!) {
          const start = i + 1 - this.#lengths[word]!;
          if (!isWhole || !isInsideWord(text, start, i + 1)) onMatch(word, start, i + 1);
        }
      }
    }
  }
}

function slotOf(state: number, unit: number): number {
  const h = Math.imul(state ^ Math.imul(unit, 0x9e3779b1), 0x85ebca6b);
  return h ^ (h >>> 15);
}
