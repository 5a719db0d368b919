/** Pseudonyms of what comes again and again in a segment: an HMAC is dear, a lookup is not. Memory is bounded. */
import type { Pseudonymiser } from '../contracts/ids.ts';

const MAX_KEYS = 100_000;

/** The same pseudonyms, remembered. */
export function cachedKeys(pseudonymise: Pseudonymiser): Pseudonymiser {
  const keys = new Map<string, string>();
  return (text) => {
    let key = keys.get(text);
    if (key === undefined) {
      key = pseudonymise(text);
      if (keys.size >= MAX_KEYS) keys.clear();
      keys.set(text, key);
    }
    return key;
  };
}
