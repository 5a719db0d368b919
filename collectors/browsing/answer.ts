/**
 * What an answer of a site turned out to be. A document may hold several shapes, so that it may bring records and tell of a changed
 * layout at once.
 */
import type { Refusal, Shape, SiteRecord } from './site.ts';

export type Answer =
  /** Neither at a shape's path nor a page that refuses. */
  | { readonly kind: 'nothing' }
  /** The platform says no: nothing more is asked of it. */
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** A shape's answer that broke on the way (HTTP 5xx, a missing page, half a body); says nothing of the layout. */
  | { readonly kind: 'broken'; readonly shape: string; readonly reason: string }
  | { readonly kind: 'seen'; readonly readings: readonly Reading[]; readonly drifts: readonly Drift[] };

/** What one shape of it brought. */
export interface Reading {
  readonly shape: Shape;
  /** Secrets and personal fields that nothing reads are gone already. */
  readonly records: readonly SiteRecord[];
  /** As in `Read`. */
  readonly more: boolean | null;
  readonly rejected: readonly { readonly field: string; readonly reason: string }[];
  readonly gone: readonly string[];
  readonly links: Readonly<Record<string, string>>;
  /** Where it was answered, with the parameters that the shape keeps; null = not known. Fit for raw and logs. */
  readonly address: string | null;
}

/** An answer at a shape's path that its schema does not take. */
export interface Drift {
  /** Name of the shape that was looked for. */
  readonly shape: string;
  /** Dotted path of the first thing that is otherwise; empty = the whole. */
  readonly path: string;
  /** Names no value of the answer. */
  readonly reason: string;
  readonly address: string | null;
  /** Sealed like any other record, of kind `event`, with the whole answer in it. */
  readonly record: SiteRecord;
}
