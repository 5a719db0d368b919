/**
 * The states that a page brings for its scripts, by the name of their variable or script id, and its JSON-LD. Invariant: read without
 * evaluating anything, in time linear in the size of the page.
 */
import { flightRows } from './flight.ts';
import { literalAt } from './js_literal.ts';
import { exactJson } from './json_in.ts';

/** Characters of a page that are looked through; more is cut off. */
const MAX_CHARS = 24 * 1024 * 1024;

/**
 * `window.__INITIAL_STATE__ = {…}`, `var $render_data = [{…}][0] || {}`, `<script id="RENDER_DATA">%7B…`: what each holds; of what a
 * server streamed (`self.__next_f.push([1,"…"])`) a list of its values.
 */
export function pageStates(page: string): Readonly<Record<string, unknown>> {
  const states: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const streams = new Map<string, string[]>();
  for (const { attributes, text } of scriptsOf(page)) {
    const id = attributeOf(attributes, 'id');
    const whole = id === null ? undefined : dataOf(text);
    const streamed = whole === undefined ? pushed(text) : null;
    if (id !== null && whole !== undefined) states[id] = whole;
    else if (streamed !== null) streams.set(streamed.name, [...(streams.get(streamed.name) ?? []), streamed.text]);
    else for (const [name, value] of assigned(text)) states[name] ??= value;
  }
  for (const [name, texts] of streams) states[name] ??= flightRows(texts.join(''));
  return states;
}

/** Every object of the page's JSON-LD, lists and graphs taken apart. */
export function structuredData(page: string): readonly unknown[] {
  const found: unknown[] = [];
  for (const { attributes, text } of scriptsOf(page)) {
    if (attributeOf(attributes, 'type')?.toLowerCase() !== 'application/ld+json') continue;
    const value = exactJson(
      text.replaceAll(/<!--|-->|\/\*.{0,20}<!\[CDATA\[.{0,20}\*\/|\/\*.{0,20}\]\]>.{0,20}\*\//gu, ''),
    );
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item !== 'object' || item === null) continue;
      const graph: unknown = (item as Record<string, unknown>)['@graph'];
      if (Array.isArray(graph)) found.push(...graph);
      else found.push(item);
    }
  }
  return found;
}

interface Script {
  readonly attributes: string;
  readonly text: string;
}

function* scriptsOf(page: string): Generator<Script> {
  const text = page.length > MAX_CHARS ? page.slice(0, MAX_CHARS) : page;
  const begin = /<script(?=[\s>])/giu;
  const close = /<\/script/giu;
  for (let open = begin.exec(text); open !== null; open = begin.exec(text)) {
    const inside = tagEnd(text, begin.lastIndex);
    if (inside === null) return;
    close.lastIndex = inside;
    const end = close.exec(text)?.index ?? text.length;
    yield { attributes: text.slice(begin.lastIndex, inside - 1), text: text.slice(inside, end) };
    begin.lastIndex = end;
  }
}

/** Behind the `>` of a tag; one in quotes is none. */
function tagEnd(text: string, from: number): number | null {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const unit = text[at]!;
    if (quote !== '') quote = unit === quote ? '' : quote;
    else if (unit === '>') return at + 1;
    else if (unit === '"' || unit === "'") quote = unit;
  }
  return null;
}

function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'iu').exec(attributes);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? null;
}

/** A script that is data as a whole, escaped as in an address or not. */
function dataOf(text: string): unknown {
  const bare = text.trim();
  if (bare.startsWith('{') || bare.startsWith('[')) return exactJson(bare) ?? literal(bare, 0)?.value;
  if (!/^%(?:7B|5B)/iu.test(bare)) return undefined;
  try {
    return exactJson(decodeURIComponent(bare));
  } catch {
    return undefined;
  }
}

/** A script that hands on a part of what the server streams. */
function pushed(script: string): { readonly name: string; readonly text: string } | null {
  const call = PUSHED.exec(script.slice(0, 300));
  const part = call === null ? null : literal(script, call[0].length - 1);
  return typeof part?.value === 'string' ? { name: call![1]!, text: part.value } : null;
}

/** `self.__next_f.push([1,"`, `(self.__next_f = self.__next_f || []).push([1,"`. */
const PUSHED =
  /^\s{0,20}\(?(?:self|window)\.([\w$]{1,60})(?:\s{0,5}=[^;()]{0,120}\))?\.push\(\s{0,20}\[\s{0,20}1\s{0,20},\s{0,20}["']/u;

/** What a script assigns to names. A value that is no plain literal is passed over. */
function* assigned(script: string): Generator<readonly [name: string, value: unknown]> {
  const assignment =
    /(?<![\w$])([A-Za-z_$][\w$]{0,60})['"]?\]?\s{0,100}=\s{0,100}(?=[[{]|(?:window\.)?JSON\.parse\()/gu;
  for (let found = assignment.exec(script); found !== null; found = assignment.exec(script)) {
    const read = valueAt(script, assignment.lastIndex);
    if (read === null) continue;
    yield [found[1]!, read.value];
    assignment.lastIndex = read.end;
  }
}

function valueAt(script: string, from: number): { readonly value: unknown; readonly end: number } | null {
  PARSED.lastIndex = from;
  const call = PARSED.exec(script);
  if (call === null) {
    const read = literal(script, from);
    if (read === null) return null;
    PICKED.lastIndex = read.end;
    const picked = PICKED.exec(script);
    if (picked === null || !Array.isArray(read.value)) return read;
    return { value: (read.value as unknown[])[Number(picked[1])], end: PICKED.lastIndex };
  }
  const quoted = literal(script, PARSED.lastIndex);
  if (quoted === null || typeof quoted.value !== 'string') return null;
  const value = call[1] === undefined ? exactJson(quoted.value) : dataOf(quoted.value);
  return value === undefined ? null : { value, end: quoted.end };
}

/** `JSON.parse("…")` and `JSON.parse(decodeURIComponent("…"))`. */
const PARSED = /(?:window\.)?JSON\.parse\(\s{0,20}(decodeURIComponent\(\s{0,20})?(?=["'])/uy;
/** `[{…}][0]`: which of a list is meant. */
const PICKED = /\s{0,20}\[(\d{1,6})\]/uy;

function literal(script: string, from: number): { readonly value: unknown; readonly end: number } | null {
  const read = literalAt(script, from);
  if (read === null) return null;
  const value = exactJson(read.json.startsWith('"') ? `[${read.json}]` : read.json);
  if (value === undefined) return null;
  return { value: read.json.startsWith('"') ? (value as unknown[])[0] : value, end: read.end };
}
