/**
 * What of an answer a shape is read from: its JSON, a state of its page, its JSON-LD, its markup. Invariant: no script is evaluated, the
 * time is linear in the size of the answer, and what cannot be read is said, never thrown.
 */
import type { Received } from '../../warehouse/contracts/browse.ts';
import { jsonIn } from './json_in.ts';
import { pageStates, structuredData } from './page_state.ts';
import type { Part } from './site.ts';

/** `why` = nothing there can be read: what was looked for. */
export type Body = { readonly value: unknown } | { readonly why: string };

export function bodyOf(part: Part, { text }: Pick<Received, 'text'>): Body {
  if (part === 'html') return { value: text };
  if (part === 'json') {
    const value = jsonIn(text);
    return value === undefined ? { why: 'no JSON' } : { value };
  }
  if (part === 'json-ld') {
    const value = structuredData(text);
    return value.length === 0 ? { why: 'no JSON-LD' } : { value };
  }
  const value = pageStates(text)[part.state];
  return value === undefined ? { why: `no page state ${part.state}` } : { value };
}
