/**
 * Splits delimited text into records by RFC 4180, and recovers where a file breaks it: a quote that is never closed costs at most
 * its own line, because the record is then read again as that one line. A general CSV parser would swallow the rest of the file.
 */
import { MAX_LINE } from './rows.ts';

/** One record with the line it starts on. `fault` says why `cells` must not be used. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly fault: string | null;
}

/** Takes pieces of text and gives whole records. `columns` is learnt from the first record and set for the recovery. */
export class CsvRecords {
  readonly #delimiter: string;
  #columns: number | null = null;
  #text = '';
  #line = 1;
  #isSkipping = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Adds a piece and gives the records that are whole; at the last piece (`isEnd`) also what has no line end. */
  push(piece: string, isEnd: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let text = this.#text + piece;
    let at = 0;
    if (this.#isSkipping) {
      const lineEnd = text.indexOf('\n');
      if (lineEnd === -1 && !isEnd) return records;
      records.push({ line: this.#line, cells: [], fault: TOO_LONG });
      this.#isSkipping = false;
      this.#line += 1;
      at = lineEnd === -1 ? text.length : lineEnd + 1;
    }
    while (at < text.length) {
      const record = this.#read(text, at, isEnd);
      if (record === null) break;
      at = record.next;
      if (record.cells.length > 1 || record.cells[0]?.trim() !== '') {
        this.#columns ??= record.cells.length;
        records.push({ line: this.#line, cells: record.cells, fault: record.fault });
      }
      this.#line += record.lines;
    }
    text = text.slice(at);
    if (text.length > MAX_LINE) {
      this.#isSkipping = true;
      text = '';
    }
    this.#text = text;
    return records;
  }

  /** Gives the whole lines that still wait, for a file that was cut off; its torn last line is dropped. */
  endTorn(): CsvRecord[] {
    this.#text = this.#text.slice(0, this.#text.lastIndexOf('\n') + 1);
    return this.push('', true);
  }

  /** Null: more text is needed. */
  #read(text: string, from: number, isEnd: boolean): ReadRecord | null {
    const lineEnd = text.indexOf('\n', from);
    if (lineEnd === -1 && !isEnd) return null;
    const line = lineOf(text, from, lineEnd === -1 ? text.length : lineEnd);
    const next = lineEnd === -1 ? text.length : lineEnd + 1;
    if (!line.includes('"')) {
      const cells = line.split(this.#delimiter);
      return { cells, next, lines: 1, fault: this.#faultOf(cells) };
    }
    const record = readQuoted(text, from, this.#delimiter, isEnd);
    if (record === OPEN && !isEnd && text.length - from <= MAX_LINE) return null;
    if (record !== OPEN && record !== TORN && (record.lines === 1 || !this.#isRagged(record.cells))) {
      return { ...record, fault: this.#faultOf(record.cells) };
    }
    const cells = readLine(line, this.#delimiter);
    return { cells, next, lines: 1, fault: this.#isRagged(cells) ? UNCLOSED : null };
  }

  #isRagged(cells: readonly string[]): boolean {
    return this.#faultOf(cells) !== null;
  }

  /** Empty cells beyond the header are harmless: spreadsheets write them. */
  #faultOf(cells: readonly string[]): string | null {
    const wanted = this.#columns;
    if (wanted === null || cells.length === wanted) return null;
    if (cells.length > wanted && cells.slice(wanted).every((cell) => cell === '')) return null;
    if (cells.length === 1 && cells[0]!.trim() === '') return null;
    return `${cells.length} cells where the header has ${wanted}`;
  }
}

const TOO_LONG = 'the line is longer than 16 MiB';
const UNCLOSED = 'a quote is not closed, or stands inside a cell';

interface Scanned {
  readonly cells: string[];
  /** Where the next record starts. */
  readonly next: number;
  /** Physical lines. */
  readonly lines: number;
}
interface ReadRecord extends Scanned {
  readonly fault: string | null;
}
/** The record reaches the end of the text. */
const OPEN = Symbol('open');
/** Something stands between a closing quote and the next delimiter. */
const TORN = Symbol('torn');

function readQuoted(
  text: string,
  from: number,
  delimiter: string,
  isEnd: boolean,
): Scanned | typeof OPEN | typeof TORN {
  const cells: string[] = [];
  let lines = 1;
  let at = from;
  for (;;) {
    if (text[at] === '"') {
      const closing = quotedEnd(text, at + 1);
      if (closing === -1) return OPEN;
      const cell = text.slice(at + 1, closing);
      for (let end = cell.indexOf('\n'); end !== -1; end = cell.indexOf('\n', end + 1)) lines += 1;
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      at = closing + 1;
      if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at += 1;
      if (at < text.length && text[at] !== delimiter && text[at] !== '\n') return TORN;
    } else {
      const start = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
      cells.push(text[at] === delimiter ? text.slice(start, at) : lineOf(text, start, at));
    }
    // A quote at the very end may be the first half of a doubled one.
    if (at >= text.length && !isEnd) return OPEN;
    if (text[at] !== delimiter) return { cells, next: Math.min(at + 1, text.length), lines };
    at += 1;
  }
}

/** Place of the quote that ends a quoted cell, passing over doubled ones; −1 when there is none. */
function quotedEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 2)) {
    if (text[quote + 1] !== '"') return quote;
  }
  return -1;
}

/** Reads one physical line; a quote closes only before a delimiter or the line's end, and otherwise is a character. */
function readLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let at = 0; ; ) {
    const closing = line[at] === '"' ? closingQuote(line, at + 1, delimiter) : -1;
    const found = closing === -1 ? line.indexOf(delimiter, at) : closing + 1;
    const end = found === -1 ? line.length : found;
    cells.push(closing === -1 ? line.slice(at, end) : line.slice(at + 1, closing).replaceAll('""', '"'));
    if (end >= line.length) return cells;
    at = end + 1;
  }
}

function closingQuote(line: string, from: number, delimiter: string): number {
  for (let quote = line.indexOf('"', from); quote !== -1; quote = line.indexOf('"', quote + 1)) {
    if (quote + 1 === line.length || line[quote + 1] === delimiter) return quote;
  }
  return -1;
}

const lineOf = (text: string, from: number, to: number): string =>
  text.slice(from, to > from && text[to - 1] === '\r' ? to - 1 : to);
