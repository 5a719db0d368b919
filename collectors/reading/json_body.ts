/** Reads JSON that a stranger sent: a depth limit before parsing, and for a wrong shape the path instead of the content. */
import type { z } from 'zod';
import { PayloadError } from '../../warehouse/contracts/errors.ts';

/** Nesting that no platform comes near; everything that walks a payload may recurse this far. */
export const MAX_DEPTH = 200;

/** Throws PayloadError for what is no JSON or nested too deep; `where` names the source of it, without secrets. */
export function parseJson(text: string, where: string): unknown {
  if (depthOf(text) > MAX_DEPTH) {
    throw new PayloadError(`${where}: JSON nested deeper than ${MAX_DEPTH}`, { facts: { path: '' } });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new PayloadError(`${where}: the body is not JSON`, { facts: { path: '', chars: text.length } });
  }
}

/** Throws PayloadError with the path of the first thing that has another shape than promised. */
export function parseShape<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  throw new PayloadError(`${where}: ${path === '' ? 'the body' : path}: ${issue?.message ?? 'unknown shape'}`, {
    facts: { path },
    hint: 'The platform has changed its answers, or the query is wrong; raw keeps what came before.',
  });
}

/** Deepest nesting of brackets outside of strings; stops counting beyond the limit. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length && deepest <= MAX_DEPTH; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      at = stringEnd(text, at);
    } else if (unit === BRACE || unit === BRACKET) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (unit === BRACE + 2 || unit === BRACKET + 2) depth -= 1;
  }
  return deepest;
}

function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

const [QUOTE, BACKSLASH, BRACE, BRACKET] = [0x22, 0x5c, 0x7b, 0x5b];
