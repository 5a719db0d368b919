/**
 * Builds the tree of prefixes of a word list with its failure links (Aho and Corasick 1975), in a double array.
 * Invariant: states are laid out level by level, so that what a state fails to is complete before it.
 */
import { BASE, DoubleArray, PARENT, STRIDE } from './double_array.ts';

export const ROOT = 0;
/** Numbers of a state beside those of the double array: the state to try when no child fits, the longest word that ends here. */
export const FAIL = 2;
export const WORD = 3;
/** No word. */
export const NONE = -1;

export interface WordTree {
  /** Class of each unit, from 1; 0: stands in no word. */
  readonly classes: Uint16Array;
  readonly states: Int32Array;
  /** For each word the next one that ends where it ends: the same word given before, else a shorter one; `NONE` after the last. */
  readonly nextWord: Int32Array;
}

/** @param joins 1 for units between which no word begins. Empty words are left out. */
export function wordTree(words: readonly string[], joins: Uint8Array): WordTree {
  const classes = new Uint16Array(0x10000);
  let count = 0;
  let total = 0;
  for (const word of words) {
    total += word.length;
    for (let i = 0; i < word.length; i++) if (classes[word.charCodeAt(i)] === 0) classes[word.charCodeAt(i)] = ++count;
  }
  const tree = new DoubleArray(count);
  const nextWord = new Int32Array(words.length);
  const order = words.map((_, index) => index).filter((index) => words[index] !== '');
  order.sort((a, b) => (words[a]! < words[b]! ? -1 : words[a]! > words[b]! ? 1 : b - a));
  // A queue of states with their words in the sorted list.
  const queued = { state: new Int32Array(total + 1), from: new Int32Array(total + 1), to: new Int32Array(total + 1) };
  queued.to[0] = order.length;
  const firsts: number[] = [];
  const steps: number[] = [];
  let tail = 1;
  for (let head = 0, depth = 0; head < tail; depth++) {
    for (const levelEnd = tail; head < levelEnd; head++) {
      const state = queued.state[head]!;
      const to = queued.to[head]!;
      const from = endWords(tree.states, state, queued.from[head]!, to, depth);
      firsts.length = steps.length = 0;
      for (let i = from, previous = NONE; i < to; i++) {
        const unit = words[order[i]!]!.charCodeAt(depth);
        if (unit === previous) continue;
        previous = unit;
        firsts.push(i);
        steps.push(classes[unit]!);
      }
      if (steps.length === 0) continue;
      const base = tree.place(state, steps);
      for (let i = 0; i < steps.length; i++, tail++) {
        const child = base + steps[i]! * STRIDE;
        tree.states[child + FAIL] = failure(tree.states, state, steps[i]!, words[order[firsts[i]!]!]!, depth);
        queued.state[tail] = child;
        queued.from[tail] = firsts[i]!;
        queued.to[tail] = firsts[i + 1] ?? to;
      }
    }
  }
  return { classes, states: tree.finish(), nextWord };

  /** Among sorted words those that end here come first; they are chained, then those that end in what the state fails to. */
  function endWords(states: Int32Array, state: number, from: number, to: number, depth: number): number {
    const shorter = state === ROOT ? NONE : states[states[state + FAIL]! + WORD]!;
    let i = from;
    for (; i < to && words[order[i]!]!.length === depth; i++) {
      if (i > from) nextWord[order[i - 1]!] = order[i]!;
      nextWord[order[i]!] = shorter;
    }
    states[state + WORD] = i > from ? order[from]! : shorter;
    return i;
  }

  /** The longest proper end of the child's prefix that begins a word; where units join, never one from inside a word. */
  function failure(states: Int32Array, parent: number, step: number, word: string, depth: number): number {
    if (parent === ROOT) return ROOT;
    for (let state = states[parent + FAIL]!; state !== ROOT; state = states[state + FAIL]!) {
      const child = states[state + BASE]! + step * STRIDE;
      if (states[child + PARENT] === state) return child;
    }
    if ((joins[word.charCodeAt(depth - 1)]! & joins[word.charCodeAt(depth)]!) === 1) return ROOT;
    const first = states[ROOT + BASE]! + step * STRIDE;
    return states[first + PARENT] === ROOT ? first : ROOT;
  }
}
