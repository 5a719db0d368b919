/** Finds the JSON in what somebody answered. Invariant: nothing throws; ids too large for a number keep all their digits. */
import { parseJson } from '../reading/json_body.ts';
import { piecesIn } from './json_pieces.ts';

/**
 * The JSON of a text, JSONP and guarded JSON (`for(;;);`, `)]}'`) too, of one that comes in pieces (`json_pieces.ts`) a list of them; whole
 * numbers too large for a double are texts. Undefined = it is none, or nested deeper than 200. The last few texts are remembered, since
 * every sign and shape asks again.
 */
export function jsonIn(text: string): unknown {
  const known = recent.find((one) => one.text === text);
  if (known !== undefined) return known.value;
  const value = parsed(text);
  recent.unshift({ text, value });
  recent.length = Math.min(recent.length, 2);
  return value;
}

const recent: { readonly text: string; readonly value: unknown }[] = [];

function parsed(text: string): unknown {
  const bare = text.replace(/^[\s\uFEFF]+/u, '').replace(GUARD, '');
  const pieces = piecesIn(bare)?.map(exactJson);
  if (pieces !== undefined) return pieces.includes(undefined) ? undefined : pieces;
  const call = /^(?:\/\*.*?\*\/\s*)?(?:try\s*\{\s*)?[\w$.]{1,200}\s*\(\s*(?=[[{])/u.exec(bare.slice(0, 400));
  const json = call === null ? bare : bare.slice(call[0].length, bare.lastIndexOf(')'));
  const first = json.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  return exactJson(json);
}

/** What keeps a script of another site from reading an answer. */
const GUARD = /^(?:for\s*\(;;\);|while\s*\(1\);|\)\]\}'?,?)\s*/u;

/** JSON.parse within a depth that walks bear; large whole numbers keep their digits as text. Undefined = it is no JSON. */
export function exactJson(text: string): unknown {
  try {
    const value = parseJson(text, 'answer');
    return LONG_NUMBER.test(text) ? JSON.parse(text, keepDigits as never) : value;
  } catch {
    return undefined;
  }
}

const LONG_NUMBER = /[:[,]\s{0,8}-?\d{16}/u;

function keepDigits(_key: string, value: unknown, { source }: { source?: string }): unknown {
  const isCut = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isCut && source !== undefined && /^-?\d+$/u.test(source) ? source : value;
}
