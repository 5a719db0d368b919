/** Records of what stands in Weibo's answers: each post, comment and account for itself, what it holds of others by its number only. Pure. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { Read, Seen, SiteRecord } from '../browsing/site.ts';
import { namesContact } from '../reading/business_contact.ts';
import { midOf, momentOfMid } from './ids.ts';
import { postedAt } from './moment.ts';
import { comment as commentSchema, status as statusSchema, user as userSchema } from './payload.ts';
import { coverOf } from './pictures.ts';

/** What part of a list gives; parts are put together. */
export interface Part {
  readonly records: readonly SiteRecord[];
  readonly rejected: Read['rejected'];
  readonly gone: readonly string[];
}

export const NOTHING: Part = { records: [], rejected: [], gone: [] };

export function together(parts: readonly Part[]): Part {
  return {
    records: parts.flatMap(({ records }) => records),
    rejected: parts.flatMap(({ rejected }) => rejected),
    gone: parts.flatMap(({ gone }) => gone),
  };
}

export function readOf(part: Part, more: boolean | null): Read {
  return { ...part, more };
}

/** Of a post that its author or Weibo took away, a line of the platform's stays. */
const TAKEN_AWAY =
  /^(?:抱歉，|[该此](?:微博|帐号|账号|用户|内容))[^\n]{0,80}?(?:已被(?:作者)?删除|不适宜对外公开|无法查看|没有权限|查看权限|不可见|仅[^\n]{0,8}可见)/u;

/** A post and the one that it hands on. */
export function statusPart(given: unknown, answer: Received): Part {
  if (typeof given !== 'object' || given === null) return rejected('status', 'no object');
  const read = statusSchema.safeParse(given);
  if (!read.success) {
    // A post that is gone may have lost everything but its number.
    const left = midOf(String((given as Record<string, unknown>)['id'] ?? ''));
    return isGone(given) && left !== null ? { ...NOTHING, gone: [left] } : rejected('status', read.error);
  }
  const { data } = read;
  const original = (given as Record<string, unknown>)['retweeted_status'];
  const below = handedOn(original, answer);
  if (isGone(given)) return together([{ ...NOTHING, gone: [data.id] }, below]);
  const own: SiteRecord = {
    kind: 'post',
    id: data.id,
    parentId: data.retweeted_status?.id ?? null,
    authorId: data.user?.id ?? null,
    publishedAt: postedAt(data.created_at, answer.at, data.id),
    payload: { item: 'status', status: cutOff(given, ['retweeted_status']) },
    cover: coverOf(data),
  };
  return together([{ ...NOTHING, records: [own] }, below]);
}

/** A post inside of another one, or of a comment; of some only a number, or a few settings, are there. */
function handedOn(status: unknown, answer: Received): Part {
  if (status === null || status === undefined) return NOTHING;
  if (typeof status !== 'object') return rejected('retweeted_status', 'no object');
  if (!('id' in status) || Object.keys(status).length <= 1) return NOTHING;
  const part = statusPart(status, answer);
  return { ...part, records: part.records.map((record) => ({ ...record, isAside: true })) };
}

/** Deleted, or shown to its author, friends or followers only: then the operator may see it, but it is not public. */
function isGone(status: object): boolean {
  const { deleted, text, user, visible } = status as Record<string, unknown>;
  const isMarked = deleted === true || deleted === 1 || deleted === '1' || isForSome(visible);
  return isMarked || ((user === null || user === undefined) && typeof text === 'string' && TAKEN_AWAY.test(text));
}

/** 0 = everybody; 1 the author, 6 friends, 10 followers. */
function isForSome(visible: unknown): boolean {
  return typeof visible === 'object' && visible !== null && 'type' in visible && Number(visible.type) > 0;
}

export function statusList(list: readonly unknown[], answer: Received): Part {
  return together(list.map((one) => statusPart(one, answer)));
}

/** Where a comment stands: its post and the top of its thread, as far as the answer's address tells; null = it does not. */
export interface Place {
  readonly post: string | null;
  readonly root: string | null;
}

/** A comment and the answers that are shown below it. */
export function commentPart(given: unknown, place: Place, answer: Received): Part {
  const read = commentSchema.safeParse(given);
  if (!read.success) return rejected('comment', read.error);
  const { data } = read;
  const outer = (given as Record<string, unknown>)['status'];
  const about = handedOn(outer, answer);
  const post = data.status?.id ?? midOf(/(?:^|\|)mid:(\d+)/u.exec(data.analysis_extra ?? '')?.[1]) ?? place.post;
  const named = data.rootidstr ?? data.rootid ?? null;
  const root = place.root ?? (named === data.id ? null : named);
  const own: SiteRecord = {
    kind: 'comment',
    id: data.id,
    parentId: data.reply_comment?.id ?? data.reply_id ?? root ?? post,
    authorId: data.user?.id ?? null,
    publishedAt: postedAt(data.created_at, answer.at, data.id),
    payload: {
      item: 'comment',
      comment: cutOff(given as object, ['reply_comment', 'status', 'comments']),
      post,
      root,
    },
  };
  // `false` where there are none.
  const below = commentsBelow.safeParse(data.comments ?? false);
  const answers = below.success
    ? commentList(below.data === false ? [] : below.data, { post, root: root ?? data.id }, answer)
    : rejected('comment.comments', below.error);
  return together([{ ...NOTHING, records: [own] }, answers, about]);
}

const commentsBelow = z.union([z.array(z.unknown()), z.literal(false)]);

export function commentList(list: readonly unknown[], place: Place, answer: Received): Part {
  return together(list.map((one) => commentPart(one, place, answer)));
}

export function profilePart(given: unknown): Part {
  const read = userSchema.safeParse(given);
  if (!read.success) return rejected('user', read.error);
  const { description } = given as Record<string, unknown>;
  const record: SiteRecord = {
    kind: 'author',
    id: read.data.id,
    parentId: null,
    authorId: read.data.id,
    publishedAt: null,
    payload: {
      item: 'profile',
      profile: given,
      contact: namesContact(typeof description === 'string' ? description : null),
    },
  };
  return { ...NOTHING, records: [record] };
}

/**
 * The whole of a text that was cut in a list: together with what this session has seen of its post it is that post. By itself it knows
 * neither author nor place, and must not stand where more is known.
 */
export function longTextPart(
  given: { readonly longTextContent?: unknown },
  name: string | null,
  answer: Received,
  seen: Seen,
): Part {
  if (!given.longTextContent) return NOTHING;
  const mid = midOf(name);
  if (mid === null) return rejected('id', 'the address does not say whose text it is');
  const known = seen('post', mid);
  if (typeof known === 'object' && known !== null && 'status' in known) {
    return statusPart({ ...(known.status as object), longText: given }, answer);
  }
  const alone: SiteRecord = {
    kind: 'post',
    id: mid,
    parentId: null,
    authorId: null,
    publishedAt: momentOfMid(mid),
    payload: { item: 'long_text', mid, text: given },
  };
  return { ...NOTHING, records: [alone] };
}

/** What belongs to others is a record of its own; of it the number stays, so that both can be put together. */
function cutOff(item: object, fields: readonly string[]): object {
  const kept: Record<string, unknown> = { ...item };
  for (const field of fields) {
    const inner = kept[field];
    if (Array.isArray(inner)) kept[field] = inner.map(numberOnly);
    else if (typeof inner === 'object' && inner !== null) kept[field] = numberOnly(inner);
  }
  return kept;
}

function numberOnly(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'id' in item ? { id: item.id } : {};
}

export function rejected(
  what: string,
  error: string | { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] },
): Part {
  if (typeof error === 'string') return { ...NOTHING, rejected: [{ field: what, reason: error }] };
  const issue = error.issues[0];
  const field = [what, ...(issue?.path ?? [])].map(String).join('.');
  return { ...NOTHING, rejected: [{ field, reason: issue?.message ?? 'unknown shape' }] };
}
