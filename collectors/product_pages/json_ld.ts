/**
 * JSON-LD as shops write it: inside comments or CDATA, with comments, trailing commas, line ends in strings, escaped like HTML. What
 * cannot be read even so is told, not skipped.
 */
import type { CheerioAPI } from 'cheerio';
import { parseJson } from '../reading/json_body.ts';
import { localName, type Thing } from './thing.ts';

export interface JsonLd {
  readonly things: readonly Thing[];
  /** Blocks that speak of reviews and cannot be read. */
  readonly unreadable: number;
}

export function jsonLdOf($: CheerioAPI, where: string): JsonLd {
  const things: Thing[] = [];
  let unreadable = 0;
  for (const script of $('script[type*="ld+json" i]')) {
    const text = $(script).text();
    const value = readLoosely(text, where);
    if (value === undefined) unreadable += /review|rating/iu.test(text) ? 1 : 0;
    else things.push(...listOf(plain(value)).filter((one): one is Thing => typeof one === 'object' && one !== null));
  }
  return { things, unreadable };
}

/** Undefined when it is no JSON in any of the ways in which shops get it wrong. */
export function readLoosely(text: string, where: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:\/\/|\/\*)?\s*(?:<!--|<!\[CDATA\[)(?:\s*\*\/)?/u, '')
    .replace(/(?:\/\/|\/\*)?\s*(?:-->|\]\]>)(?:\s*\*\/)?$/u, '')
    .trim()
    .replace(/;$/u, '');
  for (const attempt of [() => bare, () => mended(bare), () => mended(unescaped(bare))]) {
    try {
      return parseJson(attempt(), where);
    } catch {
      // the next, more forgiving reading
    }
  }
  return undefined;
}

/** Without comments and trailing commas, with control characters inside of strings escaped. Looks at each character once. */
function mended(text: string): string {
  const out: string[] = [];
  let comma = '';
  for (let at = 0; at < text.length; ) {
    const character = text[at]!;
    let end = at + 1;
    if (character === '"') {
      while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      out.push(comma, text.slice(at, end + 1).replace(CONTROL, escapedControl));
      comma = '';
      end += 1;
    } else if (character === '/' && text[end] === '*') {
      const close = text.indexOf('*/', end);
      end = close === -1 ? text.length : close + 2;
    } else if (character === '/' && text[end] === '/') {
      const close = text.indexOf('\n', end);
      end = close === -1 ? text.length : close;
    } else if (character === ',') comma = ',';
    else if (character.trim() !== '') {
      out.push(character === '}' || character === ']' ? '' : comma, character);
      comma = '';
    }
    at = end;
  }
  return out.join('');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in JSON strings.
const CONTROL = /[\u0000-\u001f]/gu;

function escapedControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Local names, types as lists, values out of their wrappers; the order of properties as it stood. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.flatMap((one) => listOf(plain(one)));
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Record<string, unknown>;
  for (const wrapper of ['@value', '@list', '@set']) if (wrapper in given) return plain(given[wrapper]);
  const thing: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(given)) {
    if (key === '@context') continue;
    const name = key.startsWith('@') ? key : localName(key);
    if (name === '@type')
      thing[name] = listOf(inner).flatMap((type) => (typeof type === 'string' ? [localName(type)] : []));
    else if (name !== '__proto__') thing[name] = plain(inner);
  }
  return thing;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
