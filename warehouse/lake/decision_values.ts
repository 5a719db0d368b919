/** What of a decision the lake holds: what a model can count, and no free text about people. */
import { z } from 'zod';
import type { CanonicalDecision } from '../contracts/rows.ts';
import { DAY_MS } from '../contracts/time.ts';

const FREE_TEXT: ReadonlySet<CanonicalDecision['type']> = new Set(['work_owner', 'work_note', 'note']);

/** Whether it is words about somebody only; such decisions stay in raw. */
export function isFreeText({ type }: CanonicalDecision): boolean {
  return FREE_TEXT.has(type);
}

/** The day that a decision names (of a contact, or until which a grant holds), as days since 1970-01-01; null = none. */
export function namedDay({ type, value, details }: CanonicalDecision): number | null {
  const named = type === 'last_contact' ? value : type === 'ugc_state' ? details?.['until'] : null;
  const date = z.iso.date().safeParse(named);
  return date.success ? Date.parse(`${date.data}T00:00:00Z`) / DAY_MS : null;
}
