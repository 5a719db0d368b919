/**
 * Whose posts may be kept. Invariant: nobody who asks not to be indexed, searched or read by robots is ever sealed, and nothing that
 * was not posted for everybody.
 */
import type { Account, Status } from './payload.ts';

/** Words in a profile by which people refuse robots and archives. */
const REFUSAL = /[#＃](?:no_?bots?|no_?index|no_?search|no_?archive|no_?scraping|nobridge)\b/iu;

/** `bySearch`: the post was found by full text, which people allow or not apart from their hashtags. */
export function refuses(
  { noindex, discoverable, indexable, suspended, note }: Account,
  { bySearch }: { readonly bySearch: boolean },
): boolean {
  if (noindex === true || discoverable === false || suspended === true) return true;
  if (bySearch && indexable === false) return true;
  return REFUSAL.test((note ?? '').replaceAll(/<[^>]*>/gu, ''));
}

export function isForEverybody({ visibility, reblog }: Pick<Status, 'visibility' | 'reblog'>): boolean {
  const isOpen = (shown: string) => shown === 'public' || shown === 'unlisted';
  return isOpen(visibility) && (!reblog?.visibility || isOpen(reblog.visibility));
}
