/** Tries one shape on one body. Pure, and it never throws. */
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
    const issue = parsed.error.issues[0];
    const path = issue?.path.map(String).join('.') ?? '';
    return {
      read: null,
      misses: { path, reason: issue?.message ?? 'unknown shape', count: parsed.error.issues.length },
    };
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

/** Of two shapes that take a body, the one that makes more of it is meant. */
export function gain({ records, rejected }: Read): number {
  return records.length - rejected.length / 1000;
}
