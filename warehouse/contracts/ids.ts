/** Text keys of records and authors, and their keyed pseudonyms. Raw and identity/ know the ids; the lake knows the pseudonyms only. */
import { createHash } from 'node:crypto';

/** `platform:kind:id`, the key of a record before pseudonymisation. */
export function recordId(platform: string, kind: string, id: string): string {
  return `${platform}:${kind}:${id}`;
}

/** `platform:id`, the key of an account before pseudonymisation. */
export function authorId(platform: string, id: string): string {
  return `${platform}:${id}`;
}

/** Maps a text to its pseudonym: 32 lower-case hex digits (128 bits). Same key and text, same answer. */
export type Pseudonymiser = (text: string) => string;

/** HMAC-SHA256 (RFC 2104) under the workspace's key, cut to 128 bits; inner and outer pads are prepared once. */
export function pseudonymiser(key: Uint8Array): Pseudonymiser {
  const block = Buffer.alloc(64);
  (key.byteLength > 64 ? createHash('sha256').update(key).digest() : Buffer.from(key)).copy(block);
  const inner = createHash('sha256').update(block.map((byte) => byte ^ 0x36));
  const outer = createHash('sha256').update(block.map((byte) => byte ^ 0x5c));
  return (text) => outer.copy().update(inner.copy().update(text).digest()).digest('hex').slice(0, 32);
}

/**
 * True for ids that stand for nobody in particular: empty, masked by the platform ("a***b", "匿名用户", "***"), or
 * placeholders such as "0", "null", "undefined". Such an id never becomes an author.
 */
export function isMaskedAuthorId(id: string | null | undefined): boolean {
  if (id === null || id === undefined) return true;
  const trimmed = id.trim();
  return /^$|\*{2,}|＊{2,}|^\*+$/u.test(trimmed) || PLACEHOLDERS.has(trimmed.toLowerCase());
}

const PLACEHOLDERS = new Set([
  '0',
  '-1',
  'null',
  'none',
  'nil',
  'undefined',
  'nan',
  'n/a',
  'anonymous',
  'anon',
  'deleted',
  '[deleted]',
  '匿名',
  '匿名用户',
  '匿名買家',
  '匿名买家',
  '已注销',
  '用户已注销',
  '账号已注销',
]);
