/** Text keys of records and authors, and their keyed pseudonyms. Raw and identity/ know the ids; the lake knows the pseudonyms only. */
import { createHash, hash } from 'node:crypto';

/** `platform:kind:id`, the key of a record before pseudonymisation. */
export function recordId(platform: string, kind: string, id: string): string {
  return `${platform}:${kind}:${id}`;
}

/** `platform:id`, the key of an account before pseudonymisation. */
export function authorId(platform: string, id: string): string {
  return `${platform}:${id}`;
}

/** `platform:@handle` of a folded handle or shown name: how an official account that is given by name meets its author. */
export function handleId(platform: string, folded: string): string {
  return `${platform}:@${folded.replace(/^@/u, '')}`;
}

/** Maps a text to its pseudonym: 32 lower-case hex digits (128 bits). Same key and text, same answer. */
export type Pseudonymiser = (text: string) => string;

/**
 * HMAC-SHA256 (RFC 2104) under the workspace's key, cut to 128 bits. The padded key blocks are laid out once and each text is
 * written behind them, which is ten times as fast as a keyed hash object a call (2.2 against 23 µs).
 */
export function pseudonymiser(key: Uint8Array): Pseudonymiser {
  const block = Buffer.alloc(64);
  (key.byteLength > 64 ? createHash('sha256').update(key).digest() : Buffer.from(key)).copy(block);
  let inner = Buffer.alloc(4096);
  const outer = Buffer.alloc(96);
  for (let i = 0; i < 64; i++) {
    inner[i] = block[i]! ^ 0x36;
    outer[i] = block[i]! ^ 0x5c;
  }
  return (text) => {
    if (text.length * 3 > inner.byteLength - 64)
      inner = Buffer.concat([inner.subarray(0, 64), Buffer.alloc(text.length * 3)]);
    const length = inner.write(text, 64);
    outer.write(hash('sha256', inner.subarray(0, 64 + length), 'binary'), 64, 'latin1');
    return hash('sha256', outer, 'hex').slice(0, 32);
  };
}

/**
 * True for ids that stand for nobody in particular: empty, masked by the platform ("a***b", "王*", "张…"), or placeholders
 * such as "0", "null", "匿名用户". Such an id never becomes an author, or strangers with one mask would be one person.
 */
export function isMaskedAuthorId(id: string | null | undefined): boolean {
  if (id === null || id === undefined) return true;
  const trimmed = id.trim();
  return trimmed === '' || /[*＊•●…]/u.test(trimmed) || PLACEHOLDERS.has(trimmed.toLowerCase());
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
  '微信用户',
  '京东用户',
  '淘宝用户',
  '小红书用户',
  '匿名買家',
  '匿名买家',
  '已注销',
  '用户已注销',
  '账号已注销',
]);
