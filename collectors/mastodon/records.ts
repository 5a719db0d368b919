/** From statuses of an answer to records: who may be kept, what is sealed of a repost, which posts stand above which. */

import { readItems } from '../engine/listed_items.ts';
import type { ListedRecord } from '../engine/listing.ts';
import { instant } from '../reading/instant.ts';
import { isForEverybody, refuses } from './consent.ts';
import { type Status, status } from './payload.ts';

export interface Shown {
  readonly value: Status;
  readonly payload: unknown;
}

/** Place of an answer in its thread; null = not known. */
export interface Place {
  readonly parentUri: string | null;
  readonly rootUri: string | null;
}
export const UNKNOWN_PLACE: Place = { parentUri: null, rootUri: null };

/** Statuses of a list: all of them, and those that may be kept. */
export function readStatuses(list: readonly unknown[], { bySearch = false } = {}) {
  const { items, rejected } = readItems(list, status);
  return { all: items, shown: items.filter(({ value }) => mayBeKept(value, bySearch)), rejected };
}

export function mayBeKept(one: Status, bySearch = false): boolean {
  return isForEverybody(one) && !refuses(one.account, { bySearch });
}

export function publishedAt({ created_at }: Pick<Status, 'created_at'>): number | null {
  return instant(created_at);
}

export function isAnswer({ in_reply_to_id }: Pick<Status, 'in_reply_to_id'>): boolean {
  return typeof in_reply_to_id === 'string';
}

export function record({ value, payload }: Shown, host: string, place: Place): ListedRecord {
  const { reblog } = value;
  return {
    kind: isAnswer(value) ? 'comment' : 'post',
    id: value.uri,
    parentId: reblog ? reblog.uri : place.parentUri,
    authorId: value.account.url,
    publishedAt: publishedAt(value),
    payload: { host, status: reblog ? repost(value) : payload, root_uri: place.rootUri },
  };
}

/** The server repeats the words of the reposted post in the repost: they are somebody else's. */
function repost({ id, uri, url, created_at, visibility, account, reblog }: Status): object {
  return { id, uri, url, created_at, visibility, account, reblog: { uri: reblog?.uri } };
}

type Node = Pick<Status, 'id' | 'uri' | 'in_reply_to_id'>;

/** Where each status of a thread stands, by the ids that the server gives them, whatever their order. */
export function places(thread: readonly Node[]): (one: Node) => Place {
  const byId = new Map(thread.map((one) => [one.id, one]));
  const parentOf = (one: Node) => byId.get(one.in_reply_to_id ?? '');
  return (one) => {
    const parent = parentOf(one);
    if (parent === undefined) return UNKNOWN_PLACE;
    let root = parent;
    const seen = new Set([one.id]);
    for (let above: Node | undefined = parent; above !== undefined && !seen.has(above.id); above = parentOf(above)) {
      seen.add(above.id);
      root = above;
    }
    return { parentUri: parent.uri, rootUri: isAnswer(root) ? null : root.uri };
  };
}
