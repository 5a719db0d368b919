/**
 * Makes what a platform answered fit for a fixture: what is dropped before sealing is dropped here too, and whoever is named by a
 * personal field gets a made-up name, the same one wherever it stands.
 */
import { hash } from 'node:crypto';
import type { CollectorMeta } from '../warehouse/contracts/collector.ts';
import { personalDropper } from './drop_personal.ts';

/** Scrubs parsed JSON; several answers of one recording share the scrubber, so that people stay the same. */
export function jsonScrubber(personal: CollectorMeta['personal'], salt: string): (value: unknown) => unknown {
  const drop = personalDropper(personal);
  const kept = new Set(Object.entries(personal).flatMap(([path, { keep }]) => (keep ? [path.split('.').at(-1)!] : [])));
  const madeUp = new Map<string, string>();
  const gather = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const item of value) gather(item, name);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) gather(inner, key);
    } else if (kept.has(name) && typeof value === 'string' && value.length >= 2 && !madeUp.has(value)) {
      madeUp.set(value, `u_${hash('sha256', `${salt}:${value}`).slice(0, 10)}`);
    }
  };
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') {
      let text = value;
      for (const [name, other] of madeUp) if (text.includes(name)) text = text.replaceAll(name, other);
      return text;
    }
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner)]));
  };
  return (value) => {
    const left = drop(value);
    gather(left, '');
    return rename(left);
  };
}
