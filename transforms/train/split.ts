/** Which side of the split a text lies on. Invariant: texts that differ only in case, width, handles, addresses or punctuation lie on one side. */
import { createHash } from 'node:crypto';

export type Side = 'train' | 'dev' | 'test';

/** First 8 hex digits of SHA-1 of the bare words, modulo 10: 0–1 test, 2 dev, 3–9 train. */
export function sideOf(text: string): Side {
  const digit = Number.parseInt(createHash('sha1').update(bareWords(text)).digest('hex').slice(0, 8), 16) % 10;
  return digit < 2 ? 'test' : digit === 2 ? 'dev' : 'train';
}

/** NFKC, lower case, without web addresses, mentions, punctuation and white space. */
export function bareWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/\S+|www\.\S+/gu, '')
    .replace(/@[\p{L}\p{N}_-]+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
