/**
 * Answers that a source does not understand: sealed whole, so that a parser that knows the new layout gives the rows of everything in
 * them. Invariant: like every sealed record without secrets and without the personal fields that nothing reads.
 */
import { hash } from 'node:crypto';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { DriftPayload } from '../../warehouse/contracts/drift.ts';
import { keptAddress } from './address.ts';
import type { Drift } from './answer.ts';
import { jsonIn } from './json_in.ts';
import { pageStates, structuredData } from './page_state.ts';
import { sealablePayload } from './secrets.ts';
import type { Part, Shape, SiteSource } from './site.ts';

/** What is kept of a page: what its scripts were given; its markup only where a shape reads that. */
export interface KeptPage {
  readonly states?: Readonly<Record<string, unknown>>;
  readonly ld?: readonly unknown[];
  readonly markup?: string;
}

/** `shape` was looked for in the answer and is not there. */
export function driftOf(
  source: Pick<SiteSource, 'meta'>,
  answer: Received,
  shape: Shape,
  { path, reason }: { readonly path: string; readonly reason: string },
): Drift {
  const clean = sealablePayload(source);
  const asked = answer.sent === null ? undefined : jsonIn(answer.sent);
  const page = keptAddress(answer.pageUrl, []);
  const body = shape.part === 'json' ? (jsonIn(answer.text) ?? answer.text) : pageOf(shape.part, answer.text);
  const payload = {
    koc_drift: shape.name,
    path,
    reason,
    is_document: shape.part !== 'json',
    body: clean(body),
    ...(asked === undefined ? {} : { sent: clean(asked) }),
    ...(page === null || answer.isDocument || answer.pageUrl === answer.url ? {} : { page }),
  } satisfies DriftPayload;
  const address = keptAddress(answer.url, shape.keeps);
  return {
    shape: shape.name,
    path,
    reason,
    address,
    record: {
      kind: 'event',
      id: `drift:${shape.name}:${hash('sha256', JSON.stringify(payload.body)).slice(0, 20)}`,
      parentId: null,
      authorId: null,
      publishedAt: null,
      payload,
    },
  };
}

function pageOf(part: Part, page: string): KeptPage {
  if (part === 'html') return { markup: withoutScripts(page) };
  return part === 'json-ld' ? { ld: structuredData(page) } : { states: pageStates(page) };
}

/** Markup without scripts, styles and comments; one that is not closed ends the page. Linear in its length. */
function withoutScripts(page: string): string {
  const kept: string[] = [];
  let from = 0;
  for (const begin of page.matchAll(/<(?:(script|style)(?=[\s>])|!--)/giu)) {
    if (begin.index < from) continue;
    kept.push(page.slice(from, begin.index));
    const end = begin[1] === undefined ? /-->/gu : new RegExp(`</${begin[1]}\\s{0,20}>`, 'giu');
    end.lastIndex = begin.index + begin[0].length;
    if (end.exec(page) === null) return kept.join('');
    from = end.lastIndex;
  }
  return [...kept, page.slice(from)].join('');
}

/** For the manifest entry of a pass: how many answers were not understood, and where the first differs. Empty when none. */
export function driftFacts(drifts: readonly Pick<Drift, 'shape' | 'path'>[]): {
  readonly drift?: number;
  readonly drift_first?: string;
} {
  const [first] = drifts;
  if (first === undefined) return {};
  return { drift: drifts.length, drift_first: `${first.shape}: ${first.path === '' ? 'the whole body' : first.path}` };
}
