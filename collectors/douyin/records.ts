/** Makes records of what lists of Douyin hold. An odd item is told of and costs itself; whatever stands inside another is a record of its own. */
import { type Found, inList, inObject, joined, NOTHING, odd } from '../browsing/found.ts';
import type { SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { namesContact } from '../reading/business_contact.ts';
import { fieldsOf } from '../reading/fields_of.ts';
import { profileUrl } from './accounts.ts';
import { momentOf, parentOf } from './normalize.ts';
import { type Aweme, aweme, comment, type Detail, detail, pageUser, type User, user } from './payload.ts';

/** Posts as the API gives them, with the posts that they hand on. */
export function awemes(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, aweme);
  const parts = items.map(({ value, payload }): Found => {
    const { status, author } = value;
    if (
      isAway(
        status?.is_delete,
        status?.is_prohibited,
        status?.is_private,
        status?.private_status,
        status?.self_see,
        status?.part_see,
      )
    )
      return { ...NOTHING, gone: [value.aweme_id] };
    const { records: originals, ...rest } = inObject(value.forward_item, 'forward_item', (one) => awemes([one]));
    const record: SiteRecord = {
      kind: 'post',
      id: value.aweme_id,
      parentId: null,
      authorId: author?.uid ?? null,
      publishedAt: momentOf(value.create_time),
      payload: { item: 'aweme', aweme: without(payload, 'forward_item'), original: originals[0]?.id ?? null },
      cover: coverOf(value),
    };
    const handedOn = { ...rest, records: originals.map((one) => ({ ...one, isAside: true })) };
    return joined({ records: [record], rejected: [], links: linkTo(author) }, handedOn);
  });
  return joined({ records: [], rejected }, ...parts);
}

/** Whether a post is deleted, or not for everybody: the operator may see it then, but it is not public. */
function isAway(...marks: readonly (boolean | null | undefined)[]): boolean {
  return marks.includes(true);
}

/** Posts as pages hold them for their scripts. */
export function details(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, detail);
  const parts = items.map(({ value, payload }): Found => {
    const { status } = value;
    if (
      isAway(
        status?.isDelete,
        status?.isProhibited,
        status?.isPrivate,
        status?.privateStatus,
        status?.selfSee,
        status?.partSee,
      )
    )
      return { ...NOTHING, gone: [value.awemeId] };
    const record: SiteRecord = {
      kind: 'post',
      id: value.awemeId,
      parentId: null,
      authorId: value.authorInfo?.uid ?? value.authorUserId ?? null,
      publishedAt: momentOf(value.createTime),
      payload: { item: 'detail', detail: payload },
      cover: coverOf(value),
    };
    return { records: [record], rejected: [] };
  });
  return joined({ records: [], rejected }, ...parts);
}

/** Comments and replies, with the first replies that come inside of a comment. */
export function comments(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, comment);
  const parts = items.map(({ value, payload }): Found => {
    const record: SiteRecord = {
      kind: 'comment',
      id: value.cid,
      parentId: parentOf(value),
      authorId: value.user?.uid ?? null,
      publishedAt: momentOf(value.create_time),
      payload: { item: 'comment', comment: without(payload, 'reply_comment') },
    };
    return joined({ records: [record], rejected: [] }, inList(value.reply_comment, 'reply_comment', comments));
  });
  return joined({ records: [], rejected }, ...parts);
}

/** Accounts of a profile or of a list of accounts; one without an id is told of. */
export function users(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, user);
  const parts = items.map(({ value, payload }): Found => {
    const { uid } = value;
    if (!uid || uid === '0') return odd('uid', 'expected the id of an account');
    const contact = [value.bio_email, value.bio_phone].some(Boolean) || namesContact(value.signature);
    return {
      records: [profile(uid, { item: 'user', user: payload, contact })],
      rejected: [],
      links: linkTo(value),
    };
  });
  return joined({ records: [], rejected }, ...parts);
}

/** Accounts as their pages hold them for their scripts. */
export function pageUsers(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, pageUser);
  const records = items.map(({ value, payload }) =>
    profile(value.uid, { item: 'page_user', user: payload, contact: namesContact(value.desc) }),
  );
  return { records, rejected };
}

function profile(uid: string, payload: unknown): SiteRecord {
  return { kind: 'author', id: uid, parentId: null, authorId: uid, publishedAt: null, payload };
}

/** An account opens by another id than its rows have. Of those who comment none is kept: there are too many. */
function linkTo(of: Pick<User, 'uid' | 'sec_uid'> | null | undefined): Record<string, string> {
  const url = profileUrl(of?.sec_uid);
  return of?.uid && url !== null ? { [`author:${of.uid}`]: url } : {};
}

function coverOf({ video, images }: Pick<Aweme | Detail, 'video' | 'images'>): string | null {
  return pictureAt(images?.[0]) ?? pictureAt(video?.cover);
}

/** First address of a picture, however it is written; null = none. */
function pictureAt(value: unknown): string | null {
  const { url_list, urlList } = fieldsOf(value);
  const first = [url_list, urlList, [value]].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  const url = first.find((one) => typeof one === 'string' && /^(?:https?:)?\/\//u.test(one));
  return typeof url === 'string' ? url.replace(/^\/\//u, 'https://') : null;
}

/** What other people said inside of it is sealed as records of their own. */
function without(payload: unknown, name: string): unknown {
  const { [name]: _, ...rest } = fieldsOf(payload);
  return rest;
}
