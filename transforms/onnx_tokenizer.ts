/**
 * WordPiece, as BERT-like models were trained with (Wu et al. 2016): Chinese by character, other words by their longest known pieces.
 * Invariant: time is linear in the tokens that are kept, whatever the length of the text.
 */
import { UsageError } from '../warehouse/contracts/errors.ts';

/** Ids of the tokens of one folded text, with the marks of begin and end. */
export type Tokenizer = (folded: string) => number[];

const BEGIN = '[CLS]';
const END = '[SEP]';
const UNKNOWN = '[UNK]';
/** Longer words are unknown, as in the original. UTF-16 units. */
const LONGEST_WORD = 100;
/** Single characters first: Chinese, then marks and signs; runs of anything else are words. */
const PIECES = /[\p{Script=Han}\u3007]|[\p{P}\p{S}]|[^\s\p{Script=Han}\u3007\p{P}\p{S}]+/gu;

/**
 * @param vocabulary text of vocab.txt: one piece a line, its number is the line from 0; continuations begin with `##`.
 * @param maxTokens at least 3, the marks included; the rest of a longer text is not read.
 * @throws UsageError when a mark that every text needs is missing.
 */
export function wordPiece(vocabulary: string, maxTokens: number, file: string): Tokenizer {
  const ids = new Map<string, number>();
  vocabulary.split('\n').forEach((line, id) => {
    const piece = line.replace(/\r$/u, '');
    if (piece !== '' && !ids.has(piece)) ids.set(piece, id);
  });
  const [begin, end, unknown] = [BEGIN, END, UNKNOWN].map((mark) => {
    const id = ids.get(mark);
    if (id !== undefined) return id;
    throw new UsageError(`${file}: the piece ${mark} is missing`, {
      hint: 'Give the vocab.txt that the model was trained with: one piece a line.',
    });
  }) as [number, number, number];

  return (folded) => {
    const tokens = [begin];
    for (const match of folded.matchAll(PIECES)) {
      tokens.push(...piecesOf(match[0], ids, unknown));
      if (tokens.length >= maxTokens - 1) break;
    }
    tokens.length = Math.min(tokens.length, maxTokens - 1);
    tokens.push(end);
    return tokens;
  };
}

/** Longest known pieces from the left; the whole word is unknown when one part of it is. */
function piecesOf(word: string, ids: ReadonlyMap<string, number>, unknown: number): number[] {
  if (word.length > LONGEST_WORD) return [unknown];
  const pieces: number[] = [];
  for (let start = 0; start < word.length; ) {
    let end = word.length;
    let id: number | undefined;
    for (; end > start && id === undefined; end--) {
      id = ids.get(start === 0 ? word.slice(0, end) : `##${word.slice(start, end)}`);
      if (id !== undefined) break;
    }
    if (id === undefined) return [unknown];
    pieces.push(id);
    start = end;
  }
  return pieces;
}
