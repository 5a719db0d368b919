/**
 * Bytes of a feed to text. Feeds lie about their charset, so the bytes decide: what is UTF-8 is UTF-8 whatever header and prolog
 * say, else the charset that they name and that fits without an error, else one that does.
 */
import { markOf } from '../reading/html.ts';

/** `contentType`: the header; undefined when there was none. Never throws: bytes that fit nothing become U+FFFD. */
export function decodeFeed(bytes: Uint8Array, contentType: string | undefined): string {
  return cleaned(decoded(bytes, contentType));
}

function decoded(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = markOf(bytes) ?? byZeros(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  const named = [namedIn(prologOf(bytes)), namedIn(contentType ?? '')].flatMap((name) => (name === null ? [] : [name]));
  // ISO-2022-JP and its kind are ASCII to the eye: nothing but their name tells them.
  const escaped = named.find((name) => /^iso-2022/u.test(name));
  if (escaped !== undefined && bytes.includes(ESCAPE)) return new TextDecoder(escaped).decode(bytes);
  const utf8 = new TextDecoder().decode(bytes);
  const broken = occurrences(utf8, '�');
  // None, or some bytes of an otherwise good text: a teaser cut within a character.
  if (broken * 20 <= foreign(utf8)) return utf8;
  for (const charset of [...named.filter((name) => name !== 'utf-8'), 'gb18030', 'big5']) {
    const text = strictly(bytes, charset);
    if (text !== null) return text;
  }
  const trusted = named.find((name) => name !== 'utf-8');
  return new TextDecoder(trusted ?? (broken > 3 ? 'windows-1252' : 'utf-8')).decode(bytes);
}

const ESCAPE = 0x1b;

/** UTF-16 without a mark: a feed begins with `<` or `{`, and its other byte is zero. */
function byZeros([first, second]: Uint8Array): string | null {
  if (first === 0 && second !== undefined && second !== 0) return 'utf-16be';
  return second === 0 && first !== undefined && first !== 0 ? 'utf-16le' : null;
}

/** Bytes in which the prolog is looked for: some feeds have warnings of their server in front of it. */
const PROLOG_BYTES = 2048;

function prologOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PROLOG_BYTES)).toString('latin1');
  return /<\?xml[^>]*>/iu.exec(head)?.[0] ?? '';
}

/** WHATWG name; null when none is named or nobody knows it. */
function namedIn(text: string): string | null {
  const name = /(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)/iu.exec(text)?.[1];
  if (name === undefined) return null;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function occurrences(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}

/** Characters beyond ASCII that could be read. */
function foreign(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f && unit !== 0xfffd) found += 1;
  }
  return found;
}

/** Without what may stand in no XML: control characters (also written as numbers) and lone halves of characters. */
function cleaned(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(/&#(?:0*(?:[0-8]|1[1-2]|1[4-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[\da-f]));/giu, '')
    .toWellFormed();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]/gu;
