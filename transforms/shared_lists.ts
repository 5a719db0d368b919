/**
 * The word lists that come with koc, in one automaton: a text is walked once, whichever lists are asked about it.
 * Invariant: every list finds what an `AhoCorasick` over its words alone would find, in the same order.
 */
import { AhoCorasick, type OnMatch } from './aho_corasick.ts';
import { Hits } from './hits.ts';

/** Whatever finds words of a list in a text. */
export interface WordList {
  scan(text: string, onMatch: OnMatch): void;
}

interface Shared {
  readonly words: readonly string[];
  /** Of the text read last. */
  readonly hits: Hits;
}

const lists: Shared[] = [];
/** Null until a text is read after a list has joined. */
let automaton: AhoCorasick | null = null;
let listOf = new Uint8Array(0);
/** Index of each word in its own list. */
let indexOf = new Int32Array(0);
const found = new Hits();
let held: string | null = null;

/** For lists that are constants of a module; those of a workspace or a test take an automaton of their own. Borders are words'. */
export function sharedList(words: readonly string[]): WordList {
  const list = { words, hits: new Hits() };
  lists.push(list);
  automaton = null;
  return {
    scan(text, onMatch) {
      if (text !== held || automaton === null) read(text);
      const { count, words: indices, starts, ends } = list.hits;
      for (let i = 0; i < count; i++) onMatch(indices[i]!, starts[i]!, ends[i]!);
    },
  };
}

function read(text: string): void {
  automaton ??= build();
  automaton.find(text, found);
  for (const list of lists) list.hits.count = 0;
  for (let i = 0; i < found.count; i++) {
    const word = found.words[i]!;
    lists[listOf[word]!]!.hits.add(indexOf[word]!, found.starts[i]!, found.ends[i]!);
  }
  held = text;
}

function build(): AhoCorasick {
  listOf = Uint8Array.from(lists.flatMap(({ words }, list) => words.map(() => list)));
  indexOf = Int32Array.from(lists.flatMap(({ words }) => words.map((_, index) => index)));
  return new AhoCorasick(
    lists.flatMap(({ words }) => words),
    'word',
  );
}
