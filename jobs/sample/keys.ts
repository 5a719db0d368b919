/** Pseudonyms of the fast way: 32 hex digits that look like those of the pipeline, made a hundred times as fast. Not for secrets. */

/** The key of a numbered thing of a kind; the same for the same seed, and different things have different keys. */
export type Keys = (kind: 'author' | 'name' | 'post' | 'node' | 'version', no: number) => string;

export function keysOf(seed: string): Keys {
  const salts = Object.fromEntries(KINDS.map((kind) => [kind, fnv(`${seed}/${kind}`)]));
  return (kind, no) => {
    const salt = salts[kind]!;
    // Each step undoes nothing and maps one to one, so that the first word alone keeps numbers apart.
    const first = scramble((no ^ salt) >>> 0);
    const second = scramble(first ^ Math.imul(salt, 0x9e3779b1));
    return hex(first) + hex(second) + hex(scramble(second + salt)) + hex(scramble(first + salt));
  };
}

const KINDS = ['author', 'name', 'post', 'node', 'version'] as const;

/** Every four hex digits, since making them again for each key took a fifth of the time of a sampled lake. */
const FOUR = Array.from({ length: 1 << 16 }, (_, half) => half.toString(16).padStart(4, '0'));

const hex = (word: number): string => FOUR[word >>> 16]! + FOUR[word & 0xffff]!;

/** Mixes the bits of a whole number of 32 bits, one to one (Wellons' lowbias32). */
export function scramble(whole: number): number {
  let value = whole >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  value = Math.imul(value ^ (value >>> 15), 0xd35a2d97);
  return (value ^ (value >>> 15)) >>> 0;
}

function fnv(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
