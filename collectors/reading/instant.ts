/** Moments as APIs write them: ISO 8601, in UTC where no zone is said. Invariant: never the zone of the machine that reads. */
import { readIso } from './moments_iso.ts';

const UTC = () => 0;

/** UTC ms, whole; null = missing or no such moment. */
export function instant(text: string | null | undefined): number | null {
  const at = typeof text === 'string' ? readIso(text.trim(), UTC) : undefined;
  return at === undefined || Number.isNaN(at) ? null : Math.floor(at);
}
