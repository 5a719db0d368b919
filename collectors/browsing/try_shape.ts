/** Tries one shape on one body. Pure, and it never throws. */
import type { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import type { Read, Seen, Shape } from './site.ts';

/** What a shape makes of a body; null = it is not its own, and what of it is otherwise. */
export function tryShape(
  shape: Shape,
  value: unknown,
  answer: Received,
  seen: Seen,
): {
  readonly read: Read | null;
  readonly misses: { readonly path: string; readonly reason: string; readonly count: number };
} {
  const parsed = shape.body.safeParse(value);
  if (!parsed.success) {
    const { path, reason } = firstMiss(parsed.error.issues);
    return { read: null, misses: { path: path.join('.'), reason, count: parsed.error.issues.length } };
  }
  try {
    return { read: shape.read(parsed.data, answer, seen), misses: { path: '', reason: '', count: 0 } };
  } catch (error) {
    const isTold = error instanceof PayloadError;
    const path = isTold ? String(error.facts['path'] ?? '') : '';
    // Messages of the runtime quote what they stumbled over.
    const reason = isTold ? error.message : `cannot be read (${error instanceof Error ? error.name : 'unknown error'})`;
    return { read: null, misses: { path, reason, count: 1 } };
  }
}

/** The first thing that is otherwise; where a body may be one of several, of the one that misses least. */
function firstMiss(issues: readonly z.core.$ZodIssue[]): { readonly path: readonly string[]; readonly reason: string } {
  const [issue] = issues;
  if (issue === undefined) return { path: [], reason: 'unknown shape' };
  const path = issue.path.map(String);
  const [first, ...others] = issue.code === 'invalid_union' ? issue.errors : [];
  if (first === undefined) return { path, reason: issue.message };
  const inner = firstMiss(others.reduce((least, one) => (one.length < least.length ? one : least), first));
  return { path: [...path, ...inner.path], reason: inner.reason };
}

/** Of two shapes that take a body, the one that makes more of it is meant. */
export function gain({ records, rejected }: Read): number {
  return records.length - rejected.length / 1000;
}
