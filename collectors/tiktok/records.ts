/** Makes records of what lists of TikTok hold. An odd item is told of and costs itself; an answer inside a comment is a record of its own. */
import { type Found, inList, joined, odd } from '../browsing/found.ts';
import type { SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { namesContact } from '../reading/business_contact.ts';
import { fieldsOf } from '../reading/fields_of.ts';
import { authorOf, momentOf, parentOf } from './normalize.ts';
import { comment, type Item, item, profile, user } from './payload.ts';

/** What is not shown to everybody is no post of anybody's here. */
export function posts(list: readonly unknown[]): Found {
  const { items: all, rejected } = readItems(list, item);
  const isAway = ({ privateItem, secret, forFriend }: Item) => [privateItem, secret, forFriend].includes(true);
  const items = all.filter(({ value }) => !isAway(value));
  const records = items.map(
    ({ value, payload }): SiteRecord => ({
      kind: 'post',
      id: value.id,
      parentId: null,
      authorId: authorOf(value),
      publishedAt: momentOf(value.createTime),
      payload: { item: 'post', post: payload },
      cover: value.video?.cover ?? null,
    }),
  );
  return { records, rejected, gone: all.filter(({ value }) => isAway(value)).map(({ value }) => value.id) };
}

/** Comments and replies, with the first replies that come inside of a comment. */
export function comments(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, comment);
  const parts = items.map(({ value, payload }): Found => {
    const { reply_comment: _, ...own } = fieldsOf(payload);
    const record: SiteRecord = {
      kind: 'comment',
      id: value.cid,
      parentId: parentOf(value),
      authorId: value.user?.uid ?? null,
      publishedAt: momentOf(value.create_time),
      payload: { item: 'comment', comment: own },
    };
    return joined({ records: [record], rejected: [] }, inList(value.reply_comment, 'reply_comment', comments));
  });
  return joined({ records: [], rejected }, ...parts);
}

/** Accounts of a search; each stands in an object of its own. */
export function foundUsers(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(
    list.map((one) => fieldsOf(one)['user_info']),
    user,
  );
  const parts = items.map(({ value, payload }): Found => {
    if (!value.uid || value.uid === '0') return odd('uid', 'expected the id of an account');
    const contact = namesContact(value.signature);
    return { records: [account(value.uid, { item: 'user', user: payload, contact })], rejected: [] };
  });
  return joined({ records: [], rejected }, ...parts);
}

/** The account of a profile. */
export function profiles(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, profile);
  const records = items.map(({ value, payload }) => {
    const { id, signature, bioLink } = value.user;
    const contact = bioLink?.link ? true : namesContact(signature);
    return account(id, { item: 'profile', profile: payload, contact });
  });
  return { records, rejected };
}

function account(id: string, payload: unknown): SiteRecord {
  return { kind: 'author', id, parentId: null, authorId: id, publishedAt: null, payload };
}
