/** Records of what stands in Bilibili's answers: each post, comment and account for itself, what it holds of others by its number only. Pure. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { Read, SiteRecord } from '../browsing/site.ts';
import { namesContact } from '../reading/business_contact.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { isPost, postedAt, postIdOf } from './dynamic_parts.ts';
import { aidOf, postIdOfMention, postOfComments, postOfPage } from './ids.ts';
import {
  account as accountSchema,
  article as articleSchema,
  card as cardSchema,
  dynamic as dynamicSchema,
  listed as listedSchema,
  mention as mentionSchema,
  reply as replySchema,
  video as videoSchema,
} from './payload.ts';

/** What part of an answer gives; parts are put together. */
export interface Part {
  readonly records: readonly SiteRecord[];
  readonly rejected: Read['rejected'];
}

export const NOTHING: Part = { records: [], rejected: [] };

export function together(parts: readonly Part[]): Part {
  return { records: parts.flatMap(({ records }) => records), rejected: parts.flatMap(({ rejected }) => rejected) };
}

/** `tags`: as the page shows them beside the video. */
export function videoPart(given: unknown, tags: readonly unknown[]): Part {
  return itemOf('video', videoSchema, given, (video) => ({
    kind: 'post',
    id: video.aid,
    authorId: video.owner.mid,
    publishedAt: video.pubdate === 0 ? null : video.pubdate * 1000,
    payload: { item: 'video', video: given, tags: tags.flatMap(tagName) },
    cover: urlOf(video.pic),
  }));
}

function tagName(tag: unknown): string[] {
  const name = typeof tag === 'object' && tag !== null && 'tag_name' in tag ? tag.tag_name : null;
  return typeof name === 'string' && name !== '' ? [name] : [];
}

/** A video in a list. `by`: whose list it is, where the item does not say it itself. */
export function listedPart(given: unknown, by: string | null): Part {
  return itemOf('video', listedSchema, given, (listed) => {
    const at = listed.pubdate ?? listed.created ?? 0;
    return {
      kind: 'post',
      id: listed.aid,
      authorId: listed.mid ?? by,
      publishedAt: at === 0 ? null : at * 1000,
      payload: { item: 'listed', listed: given, by },
      cover: urlOf(listed.pic),
    };
  });
}

export function articlePart(given: unknown): Part {
  return itemOf('article', articleSchema, given, (article) => ({
    kind: 'post',
    id: `cv${article.id}`,
    authorId: article.mid,
    publishedAt: article.pub_time === 0 ? null : article.pub_time * 1000,
    payload: { item: 'article', article: given },
    cover: urlOf(article.image_urls?.[0]),
  }));
}

export function cardPart(given: unknown, answer: Received): Part {
  return itemOf(
    'card',
    cardSchema.refine(({ bvid }) => aidOf(bvid) !== null, { path: ['bvid'] }),
    given,
    (card) => ({
      kind: 'post',
      id: aidOf(card.bvid)!,
      authorId: card.mid ?? null,
      publishedAt: publishedAtOf(card.time?.replace(/^[\s·]+/u, ''), answer.at),
      payload: { item: 'card', card: given },
    }),
  );
}

/** `profile`: the words of the profile, which are looked at and not kept; undefined = they are not shown here. */
export function accountPart(given: unknown, profile?: unknown): Part {
  return itemOf('account', accountSchema, given, (account) => ({
    kind: 'author',
    id: account.mid,
    authorId: account.mid,
    publishedAt: null,
    payload: { item: 'account', account: given, contact: namesContact(typeof profile === 'string' ? profile : null) },
  }));
}

/** An account that the search found, with the newest of its videos. */
export function foundAccountPart(given: unknown): Part {
  if (typeof given !== 'object' || given === null) return rejected('account', 'no object');
  const { res, ...own } = given as Record<string, unknown>;
  const { usign, mid } = own;
  const by = typeof mid === 'number' || typeof mid === 'string' ? String(mid) : null;
  const videos = listIn('account.res', res, (one) => listedPart(one, by));
  return together([accountPart(own, usign), videos]);
}

/** A comment and the answers that are shown below it. */
export function replyPart(given: unknown, answer: Received): Part {
  const read = replySchema.safeParse(given);
  const below = listIn('reply.replies', read.data?.replies, (one) => replyPart(one, answer));
  const own = itemOf('reply', replySchema, given, (reply) => {
    const post = postOfComments(reply.type, reply.oid) ?? postOfPage(answer.pageUrl);
    const [root, parent] = [String(reply.root ?? 0), String(reply.parent ?? 0)];
    return {
      kind: 'comment',
      id: reply.rpid,
      parentId: parent !== '0' ? parent : root !== '0' ? root : post,
      authorId: reply.member?.mid ?? reply.mid ?? null,
      publishedAt: reply.ctime === 0 ? null : reply.ctime * 1000,
      payload: { item: 'reply', reply: withNumbers(given as object), post },
    };
  });
  // Hidden by the platform or its author: it is shown to nobody else.
  return read.data?.invisible === true ? NOTHING : together([own, below]);
}

/** A dynamic and the one that it hands on. */
export function dynamicPart(given: unknown): Part {
  const read = dynamicSchema.safeParse(given);
  if (!read.success) return isOther(given) ? NOTHING : itemOf('dynamic', dynamicSchema, given, () => null);
  const { orig } = given as Record<string, unknown>;
  const below = handedOn(orig);
  if (!isPost(read.data)) return below;
  const original = below.records[0]?.id ?? read.data.orig?.id_str ?? null;
  const own = itemOf('dynamic', dynamicSchema, given, (dynamic) => ({
    kind: 'post',
    id: postIdOf(dynamic),
    parentId: original,
    authorId: dynamic.modules.module_author.mid,
    publishedAt: postedAt(dynamic),
    payload: {
      item: 'dynamic',
      dynamic: original === null ? given : { ...(given as object), orig: { id_str: original } },
    },
  }));
  return together([own, below]);
}

/** The one that is handed on; nothing where it was deleted. */
function handedOn(orig: unknown): Part {
  if (orig === null || orig === undefined) return NOTHING;
  if (typeof orig !== 'object') return rejected('dynamic.orig', 'no object');
  if (!('id_str' in orig) || !orig.id_str || Object.keys(orig).length === 1) return NOTHING;
  const part = dynamicPart(orig);
  return { ...part, records: part.records.map((record) => ({ ...record, isAside: true })) };
}

/** Things in a feed that are no posts may look otherwise. */
function isOther(given: unknown): boolean {
  const read = z.looseObject({ type: z.string(), id_str: z.string().nullish() }).safeParse(given);
  return read.success && (!read.data.id_str || !isPost({ type: read.data.type }));
}

/** A line of the own @ feed: a comment, or a post. */
export function mentionPart(given: unknown): Part {
  return itemOf('mention', mentionSchema, given, (mention) => {
    const { item, user, at_time: at } = mention;
    const post = postIdOfMention(item.business_id, item.subject_id, item.uri);
    const isReply = item.type === 'reply';
    const id = isReply ? String(item.source_id ?? 0) : post;
    if (id === null || id === '0') return null;
    return {
      kind: isReply ? 'comment' : 'post',
      id,
      parentId: isReply ? post : null,
      authorId: user.mid,
      publishedAt: at === 0 ? null : at * 1000,
      payload: { item: 'mention', mention: given },
    };
  });
}

/** Items of a list inside of an item; null and nothing are none. */
function listIn(field: string, list: unknown, part: (one: unknown) => Part): Part {
  if (list === null || list === undefined) return NOTHING;
  return Array.isArray(list) ? together(list.map(part)) : rejected(field, 'no list');
}

function rejected(field: string, reason: string): Part {
  return { ...NOTHING, rejected: [{ field, reason }] };
}

type Made = Omit<SiteRecord, 'parentId'> & { readonly parentId?: string | null };

/** Null from `make` = rightly no record. */
function itemOf<T>(what: string, schema: z.ZodType<T>, given: unknown, make: (read: T) => Made | null): Part {
  const read = schema.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    const field = [what, ...(issue?.path ?? [])].map(String).join('.');
    return { ...NOTHING, rejected: [{ field, reason: issue?.message ?? 'unknown shape' }] };
  }
  const made = make(read.data);
  return made === null ? NOTHING : { ...NOTHING, records: [{ parentId: null, ...made }] };
}

/** Answers are records of their own; their numbers stay. */
function withNumbers(reply: object): object {
  const { replies } = reply as { readonly replies?: unknown };
  return Array.isArray(replies) ? { ...reply, replies: replies.map(numberOnly) } : reply;
}

function numberOnly(item: unknown): object {
  return typeof item === 'object' && item !== null && 'rpid' in item ? { rpid: item.rpid } : {};
}

/** Addresses of pictures come without their scheme. */
function urlOf(address: unknown): string | null {
  if (typeof address !== 'string' || address === '') return null;
  return address.startsWith('//') ? `https:${address}` : address;
}
