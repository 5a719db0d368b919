/**
 * How posts are named in queries. A record's id is the address that all servers share; its own server also finds it by the last part of
 * that address. Answers that are followed at once carry the id of the asked server instead, which is known by then.
 */

/** `thread`: only what is under a post that is sealed already; `answer`: a listed answer and its place; `known`: a record of ours. */
export type Reference =
  | { readonly want: 'thread'; readonly localId: string; readonly uri: string }
  | { readonly want: 'answer'; readonly localId: string }
  | { readonly want: 'known'; readonly uri: string; readonly localId: string | null };

export function threadOf(localId: string, uri: string): string {
  return `thread:${localId}:${uri}`;
}

export function answerOf(localId: string): string {
  return `answer:${localId}`;
}

/** `host`: of the server that is asked. */
export function readReference(postId: string, host: string): Reference {
  const [, want, localId = '', uri = ''] = /^(thread|answer):([\w-]+)(?::(.+))?$/u.exec(postId) ?? [];
  if (want === 'thread') return { want, localId, uri };
  if (want === 'answer') return { want, localId };
  return { want: 'known', uri: postId, localId: ownId(postId, host) };
}

/** Id on its own server: `https://host/users/ana/statuses/1`, `https://host/@ana/1`; null for posts of other servers. */
function ownId(uri: string, host: string): string | null {
  if (!URL.canParse(uri) || new URL(uri).host !== host) return null;
  return /\/(?:statuses|@[^/@]+)\/([\w-]+)\/?$/u.exec(new URL(uri).pathname)?.[1] ?? null;
}

/** The hashtag that people write for some words: `Kettle Wise` is `KettleWise`. Null = these words make none. */
export function hashtagOf(words: string): string | null {
  const tag = words.normalize('NFKC').replaceAll(/[^\p{L}\p{M}\p{N}_·]/gu, '');
  return /[^\p{N}]/u.test(tag) ? tag : null;
}
