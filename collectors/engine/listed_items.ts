/** Reads the items of a page one by one, so that a single odd one costs itself and not the page. */
import type { z } from 'zod';

export interface ReadItems<T> {
  /** The item as read, beside the item as it came: what is sealed is the latter. */
  readonly items: readonly { readonly value: T; readonly payload: unknown }[];
  readonly rejected: readonly { readonly field: string; readonly reason: string }[];
}

/** `schema` should be loose: only what ids, dates and paging need. */
export function readItems<T>(list: readonly unknown[], schema: z.ZodType<T>): ReadItems<T> {
  const items: { value: T; payload: unknown }[] = [];
  const rejected: { field: string; reason: string }[] = [];
  for (const payload of list) {
    const read = schema.safeParse(payload);
    if (read.success) items.push({ value: read.data, payload });
    else {
      const issue = read.error.issues[0];
      rejected.push({ field: issue?.path.map(String).join('.') ?? '', reason: issue?.message ?? 'unknown shape' });
    }
  }
  return { items, rejected };
}
