/** What of a decision goes to the lake: what models can count. Words that people wrote about people stay in raw. */
import { z } from 'zod';
import type { CanonicalDecision } from '../contracts/rows.ts';
import { DAY_MS } from '../contracts/time.ts';

const FREE_TEXT: ReadonlySet<CanonicalDecision['type']> = new Set(['work_owner', 'work_note', 'note']);

/** Whether it is free text. */
export function isFreeText({ type }: CanonicalDecision): boolean {
  return FREE_TEXT.has(type);
}

/** Day that a `last_contact` names, days since 1970-01-01; null for other types, and where the value is no `YYYY-MM-DD`. */
export function namedDay({ type, value }: CanonicalDecision): number | null {
  const date = z.iso.date().safeParse(type === 'last_contact' ? value : null);
  return date.success ? Date.parse(`${date.data}T00:00:00Z`) / DAY_MS : null;
}
