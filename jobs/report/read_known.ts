/** Reads who and what keys are, as known before a week's moment. Only keys that are asked for are read. */
import type { AsOf } from '../../warehouse/contracts/time.ts';
import type { Duck } from '../../warehouse/engines/duckdb.ts';
import { loadKnown } from '../../warehouse/publish/identity.ts';
import type { IdentityFiles } from '../../warehouse/publish/types.ts';
import type { Known } from './known.ts';

/** `authorKeys` and `postKeys`: SELECTs of one column each. */
export async function readKnown(
  duck: Duck,
  asOf: AsOf,
  identity: IdentityFiles,
  authorKeys: string,
  postKeys: string,
): Promise<Known> {
  await loadKnown(duck.connection, identity, asOf.day, authorKeys, postKeys);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const authors = await duck.rows('select author_key, author_id, author_name, author_url from known_authors');
  const posts = await duck.rows('select post_key, post_id, title, text, url from known_posts');
  return {
    authors: new Map(
      authors.map((row) => [
        String(row['author_key']),
        { id: text(row['author_id']), name: text(row['author_name']), url: text(row['author_url']) },
      ]),
    ),
    posts: new Map(
      posts.map((row) => [
        String(row['post_key']),
        { id: text(row['post_id']), title: text(row['title']), text: text(row['text']), url: text(row['url']) },
      ]),
    ),
  };
}
