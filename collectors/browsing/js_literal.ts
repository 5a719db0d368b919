/**
 * Reads a literal of a script (`{ "a": undefined, b: 'c' }`) as the JSON it means, without evaluating anything. Invariant: linear in the
 * length of the literal; whatever is no plain literal (a call, a function, a template) ends it as unknown.
 */
import { MAX_DEPTH } from '../reading/json_body.ts';

/** JSON text of the literal that begins at `from` (`{`, `[` or a quote) and where it ends; null = it is none, or is nested too deep. */
export function literalAt(script: string, from: number): { readonly json: string; readonly end: number } | null {
  const parts: string[] = [];
  const open: string[] = [];
  let at = from;
  while (at < script.length) {
    const unit = script[at]!;
    if (unit === '"' || unit === "'") {
      const string = stringAt(script, at);
      if (string === null) return null;
      parts.push(string.json);
      at = string.end;
    } else if (unit === '{' || unit === '[') {
      open.push(unit === '{' ? '}' : ']');
      if (open.length > MAX_DEPTH) return null;
      parts.push(unit);
      at += 1;
    } else if (unit === '}' || unit === ']') {
      if (open.pop() !== unit) return null;
      // A comma before the end is fine in a script.
      if (parts.at(-1) === ',') parts.pop();
      parts.push(unit);
      at += 1;
    } else if (unit === ',' || unit === ':') {
      parts.push(unit);
      at += 1;
    } else if (/\s/u.test(unit)) {
      at += 1;
      continue;
    } else {
      const word = wordAt(script, at);
      if (word === null) return null;
      parts.push(word.json);
      at = word.end;
    }
    if (open.length === 0) return { json: parts.join(''), end: at };
  }
  return null;
}

/** A quoted text as JSON writes it. */
function stringAt(script: string, from: number): { readonly json: string; readonly end: number } | null {
  const quote = script[from]!;
  const end = quoteEnd(script, from, quote);
  if (end === null) return null;
  const inner = script.slice(from + 1, end - 1);
  const needsNone = quote === '"' && !inner.includes('\\x') && !inner.includes("\\'") && !inner.includes('\\v');
  const escaped = needsNone
    ? inner
    : inner.replace(/\\x([0-9a-fA-F]{2})|\\([\s\S])|"/gu, (all, hex: string | undefined, other: string | undefined) => {
        if (hex !== undefined) return `\\u00${hex}`;
        if (other === undefined) return '\\"';
        return OF_JSON.has(other) ? all : other;
      });
  return { json: `"${escaped}"`, end };
}

/** What may stand behind a backslash in JSON. */
const OF_JSON = new Set(['"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u']);

function quoteEnd(script: string, from: number, quote: string): number | null {
  for (let at = from + 1; at < script.length; at++) {
    if (script[at] === '\\') at += 1;
    else if (script[at] === quote) return at + 1;
  }
  return null;
}

/** A number, a constant or the bare name of a field. */
function wordAt(script: string, from: number): { readonly json: string; readonly end: number } | null {
  WORD.lastIndex = from;
  const word = WORD.exec(script)?.[0];
  if (word === undefined) return null;
  const end = from + word.length;
  const constant = CONSTANTS[word];
  NAME_END.lastIndex = end;
  if (NAME_END.test(script) && /^[\w$]+$/u.test(word)) return { json: JSON.stringify(word), end };
  if (constant !== undefined) return { json: constant, end };
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u.test(word) ? { json: word, end } : null;
}

const WORD = /void 0|!0|!1|-?\d[\w.]*(?:(?<=[eE])[+-]\d+)?|-?[A-Za-z_$][\w$]*/uy;
const NAME_END = /\s{0,100}:/uy;
const CONSTANTS: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  undefined: 'null',
  NaN: 'null',
  Infinity: 'null',
  '-Infinity': 'null',
  'void 0': 'null',
  '!0': 'true',
  '!1': 'false',
};
