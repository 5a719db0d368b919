/** From views to records. Posts and comments are known by their addresses at the server that is asked, which says how they hang together. */

import { readItems } from '../engine/listed_items.ts';
import type { ListedRecord } from '../engine/listing.ts';
import { instant } from '../reading/instant.ts';
import { type CommentView, commentView, type PostView, postView } from './payload.ts';

export function postId(host: string, id: number | string): string {
  return `https://${host}/post/${id}`;
}

export function commentId(host: string, id: number | string): string {
  return `https://${host}/comment/${id}`;
}

/** What a comment answers: another comment, or the post itself. */
export function parentOf({ comment, post }: CommentView, host: string): string {
  const above = comment.path.split('.').at(-2);
  return above === undefined || above === '0' ? postId(host, post.id) : commentId(host, above);
}

export function isThere({ deleted, removed }: PostView['post'] | CommentView['comment']): boolean {
  return deleted !== true && removed !== true;
}

export function readPosts(list: readonly unknown[], host: string) {
  const { items, rejected } = readItems(list, postView);
  const there = items.filter(({ value }) => isThere(value.post));
  const records = there.map(({ value, payload }): ListedRecord => {
    const { post, creator } = value;
    return {
      kind: 'post',
      id: postId(host, post.id),
      parentId: null,
      authorId: creator?.actor_id ?? null,
      publishedAt: instant(post.published),
      payload: { host, view: payload },
    };
  });
  return { records, rejected, views: there.map(({ value }) => value) };
}

export function readComments(list: readonly unknown[], host: string) {
  const { items, rejected } = readItems(list, commentView);
  const there = items.filter(({ value }) => isThere(value.comment));
  const records = there.map(({ value, payload }): ListedRecord => {
    const { comment, creator, post } = value;
    // The post that it stands under is somebody else's and a record of its own.
    const view = { ...(payload as object), post: { id: post.id } };
    return {
      kind: 'comment',
      id: commentId(host, comment.id),
      parentId: parentOf(value, host),
      authorId: creator?.actor_id ?? null,
      publishedAt: instant(comment.published),
      payload: { host, view },
    };
  });
  return { records, rejected };
}
