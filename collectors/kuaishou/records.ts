/** Makes records of what lists of Kuaishou hold. An odd item is told of and costs itself; an answer inside a comment is a record of its own. */
import { type Found, joined, odd } from '../browsing/found.ts';
import type { SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { namesContact } from '../reading/business_contact.ts';
import { fieldsOf } from '../reading/fields_of.ts';
import { commentIdOf, momentOf } from './normalize.ts';
import { comment, feed, foundUser, profile } from './payload.ts';

/** Videos and sets of pictures. Lives and advertisements that stand among them have no `photo`. */
export function feeds(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(
    list.filter((item) => !isOther(item)),
    feed,
  );
  const records = items.map(
    ({ value, payload }): SiteRecord => ({
      kind: 'post',
      id: value.photo.id,
      parentId: null,
      authorId: value.author?.id ?? null,
      publishedAt: momentOf(value.photo.timestamp),
      payload: { item: 'feed', feed: payload },
      cover: value.photo.coverUrl ?? null,
    }),
  );
  return { records, rejected };
}

/** Comments on `post`, or below its comment `root`. */
export function comments(list: readonly unknown[], post: string | null, root: string | null): Found {
  const { items, rejected } = readItems(list, comment);
  const parts = items.map(({ value, payload }): Found => {
    const id = commentIdOf(value);
    const record: SiteRecord = {
      kind: 'comment',
      id,
      parentId: root ?? post,
      authorId: value.author_id ?? value.authorId ?? null,
      publishedAt: momentOf(value.timestamp),
      payload: { item: 'comment', comment: without(payload, 'subComments'), post, root },
    };
    const { subComments } = value;
    if (subComments === null || subComments === undefined) return { records: [record], rejected: [] };
    const below = Array.isArray(subComments) ? comments(subComments, post, id) : odd('subComments', 'expected a list');
    return joined({ records: [record], rejected: [] }, below);
  });
  return joined({ records: [], rejected }, ...parts);
}

/** The account of a profile. */
export function profiles(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, profile);
  const records = items.map(({ value, payload }) => {
    const { user_id, user_text } = value.profile;
    return account(user_id, { item: 'profile', user: payload, contact: namesContact(user_text) });
  });
  return { records, rejected };
}

/** Accounts that the search found. */
export function foundUsers(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, foundUser);
  const records = items.map(({ value, payload }) =>
    account(value.user_id, { item: 'found_user', user: payload, contact: namesContact(value.user_text) }),
  );
  return { records, rejected };
}

function account(id: string, payload: unknown): SiteRecord {
  return { kind: 'author', id, parentId: null, authorId: id, publishedAt: null, payload };
}

function isOther(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  const { photo } = fieldsOf(item);
  return photo === null || photo === undefined;
}

/** What other people said inside of it is sealed as records of their own. */
function without(payload: unknown, name: string): unknown {
  const { [name]: _, ...rest } = fieldsOf(payload);
  return rest;
}
