/**
 * Rows that a page's server streams to its scripts (`self.__next_f.push([1,"7:{…}\n"])`, React's "flight"): each is an id, a colon and
 * a value up to the end of the line, or `T`, a length in bytes and a text. Linear in the text; nothing throws.
 */
import { exactJson } from './json_in.ts';

/** Values of all rows that are JSON objects or lists, in order; the texts that they point to (`$1a`) stay pointers. */
export function flightRows(stream: string): readonly unknown[] {
  const bytes = Buffer.from(stream, 'utf8');
  const rows: unknown[] = [];
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(':', at);
    const end = lineEnd(bytes, at);
    if (colon < 0 || colon > end || colon - at > MAX_ID) {
      at = end + 1;
      continue;
    }
    const text = TEXT.exec(bytes.toString('latin1', colon + 1, colon + 12));
    if (text !== null) {
      at = colon + 1 + text[0].length + Number.parseInt(text[1]!, 16);
      continue;
    }
    const first = bytes[colon + 1];
    if (first === BRACE || first === BRACKET) {
      const value = exactJson(bytes.toString('utf8', colon + 1, end));
      if (value !== undefined) rows.push(value);
    }
    at = end + 1;
  }
  return rows;
}

/** Digits of a row's id. */
const MAX_ID = 12;
const TEXT = /^T([\da-f]{1,8}),/iu;
const [BRACE, BRACKET] = [0x7b, 0x5b];

function lineEnd(bytes: Buffer, from: number): number {
  const end = bytes.indexOf('\n', from);
  return end < 0 ? bytes.length : end;
}
