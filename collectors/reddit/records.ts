/** From things of the API to records: comments without the tree under them, and of what was taken back only its place. */
import { readItems } from '../engine/listed_items.ts';
import type { ListedRecord, Page } from '../engine/listing.ts';
import { idOf, isTakenBack, moreStub, type Thing, thing } from './payload.ts';

export interface ReadThings {
  readonly things: readonly Thing[];
  readonly records: readonly ListedRecord[];
  readonly rejected: NonNullable<Page<never>['rejected']>;
  /** Ids of comments that are not shown here. */
  readonly more: readonly string[];
  /** Ids of comments whose answers are on a page of their own. */
  readonly branches: readonly string[];
}

/** Reads things and all that hangs under them; stubs are no records. */
export function readThings(list: readonly unknown[]): ReadThings {
  const [found, more, branches] = [[] as unknown[], new Set<string>(), new Set<string>()];
  const stack = list.toReversed();
  while (stack.length > 0) {
    const item = stack.pop();
    const stub = moreStub.safeParse(item);
    if (!stub.success) {
      const { bare, answers } = withoutAnswers(item);
      found.push(bare);
      stack.push(...answers.toReversed());
    } else if (stub.data.data.children.length > 0) for (const id of stub.data.data.children) more.add(id);
    else if (stub.data.data.parent_id.startsWith('t1_')) branches.add(idOf(stub.data.data.parent_id));
  }
  const { items, rejected } = readItems(found, thing);
  return {
    things: items.map(({ value }) => value),
    records: items.map(({ value, payload }) => recordOf(value, dataOf(payload))),
    rejected,
    more: [...more],
    branches: [...branches],
  };
}

/** `replies` is a listing, "" where there are none, and absent in the answers of other paths. */
function withoutAnswers(item: unknown): { readonly bare: unknown; readonly answers: readonly unknown[] } {
  const data = dataOf(item);
  if (!isObject(item) || !isObject(data) || !('replies' in data)) return { bare: item, answers: [] };
  const { replies, ...rest } = data;
  const below = dataOf(replies);
  const children = isObject(below) && 'children' in below && Array.isArray(below.children) ? below.children : [];
  return { bare: { ...item, data: rest }, answers: children };
}

function recordOf(one: Thing, data: unknown): ListedRecord {
  const isGone = isTakenBack(one);
  const { id, created_utc, author } = one.data;
  return {
    kind: one.kind === 't3' ? 'post' : 'comment',
    id,
    parentId: one.kind === 't1' ? idOf(one.data.parent_id) : null,
    authorId: isGone ? null : personOf(author),
    publishedAt: Math.round(created_utc * 1000),
    payload: isGone ? placeOf(one) : data,
  };
}

/** What may be kept of a thing that was taken back. */
function placeOf(one: Thing): object {
  const { id, created_utc } = one.data;
  if (one.kind === 't3') return { id, created_utc, selftext: '[removed]' };
  const { link_id, parent_id } = one.data;
  return { id, created_utc, link_id, parent_id, body: '[removed]' };
}

/** The name of an account; null for one that was deleted, though what it wrote may still be there. */
export function personOf(author: string | null | undefined): string | null {
  return author === undefined || author === '' || author === '[deleted]' ? null : author;
}

function dataOf(item: unknown): unknown {
  return isObject(item) && 'data' in item ? item.data : null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
