/** Fingerprints name what a file was made from: equal inputs, equal name; so nothing is ever computed twice or read stale. */
import { createHash } from 'node:crypto';

/** SHA-256 over the canonical JSON of the parts (object keys sorted), 64 hex digits. */
export function fingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

/** JSON with sorted object keys, so that equal values give equal text whatever the order they were built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
