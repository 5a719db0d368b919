/**
 * From the items of an answer to records. A question becomes a record beside the answer that names it; answers below a comment are taken
 * out of it, since each is somebody else's.
 */
import { z } from 'zod';
import type { Read, Seen, SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { snaked } from '../reading/snake_case.ts';
import { account, accountId, comment, KINDS, type Post, post, postedAt, question, questionId } from './items.ts';

export interface Records {
  readonly records: SiteRecord[];
  readonly rejected: Read['rejected'];
}

const named = <T>(schema: z.ZodType<T>): z.ZodType<T> => z.preprocess(snaked, schema) as z.ZodType<T>;
const aPost = named(post);
const aQuestion = named(question);
const aComment = named(comment);
const anAccount = named(account);

const typeOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'type' in item ? item.type : null;

/** Answers, articles, videos, thoughts and questions; what else a list holds (people, advertisements, words to search for) is passed over. */
export function postRecords(list: readonly unknown[]): Records {
  const { items, rejected } = readItems(
    list.filter((item) => KINDS.some((kind) => kind === typeOf(item))),
    aPost,
  );
  const records: SiteRecord[] = [];
  for (const { value, payload } of items) {
    const { question: asked } = value;
    const about = asked === null || asked === undefined ? null : questionId(asked.id);
    records.push({
      kind: 'post',
      id: value.id,
      parentId: about,
      authorId: accountId(value.author),
      publishedAt: postedAt(value),
      payload: { item: 'post', post: payload },
      cover: coverOf(value),
    });
    const inner = (payload as Record<string, unknown>)['question'];
    if (about !== null) records.push({ ...questionRecords([inner]).records[0]!, isAside: true });
  }
  const asked = questionRecords(list.filter((item) => typeOf(item) === 'question'));
  return { records: [...records, ...asked.records], rejected: [...rejected, ...asked.rejected] };
}

function questionRecords(list: readonly unknown[]): Records {
  const { items, rejected } = readItems(list, aQuestion);
  const records = items.map(({ value, payload }): SiteRecord => {
    const seconds = value.created ?? value.created_time;
    return {
      kind: 'post',
      id: questionId(value.id),
      parentId: null,
      authorId: accountId(value.author),
      publishedAt: seconds ? seconds * 1000 : null,
      payload: { item: 'question', asked: payload },
    };
  });
  return { records, rejected };
}

function coverOf({ image_url, title_image, thumbnail, content }: Post): string | null {
  const inText =
    typeof content === 'string' ? /<img\b[^<>]*?\b(?:data-original|src)="(https:[^"]+)"/u.exec(content)?.[1] : null;
  return image_url || title_image || thumbnail || inText || null;
}

/** `on`: the number of what is commented on; null = the address does not say it, then the comment above is looked for in the session. */
export function commentRecords(
  list: readonly unknown[],
  { on, root }: { readonly on: string | null; readonly root: string | null },
): Records {
  const { items, rejected } = readItems(list, aComment);
  const records: SiteRecord[] = [];
  const odd = [...rejected];
  for (const { value, payload } of items) {
    if (value.is_delete === true) continue;
    const { childComments: _, child_comments: __, ...own } = payload as Record<string, unknown>;
    const above = value.reply_comment_id && value.reply_comment_id !== '0' ? value.reply_comment_id : null;
    records.push({
      kind: 'comment',
      id: value.id,
      parentId: above ?? root ?? on,
      authorId: accountId(value.author),
      publishedAt: value.created_time * 1000,
      payload: { item: 'comment', on, comment: own },
    });
    const below = commentRecords(value.child_comments ?? [], { on, root: value.id });
    records.push(...below.records);
    odd.push(...below.rejected);
  }
  return { records, rejected: odd };
}

/** What the comment with this number stands under, as this session has seen it; null = it has not. */
export function onOf(commentId: string, seen: Seen): string | null {
  const before = seen('comment', commentId);
  const on = typeof before === 'object' && before !== null && 'on' in before ? before.on : null;
  return typeof on === 'string' ? on : null;
}

/** A profile. What somebody says of themselves is not kept, only whether a way to reach them for business stands in it. */
export function profileRecords(payload: unknown): Records {
  const read = anAccount.safeParse(payload);
  const whose = read.success ? accountId(read.data) : null;
  if (!read.success || whose === null) return { records: [], rejected: [{ field: 'id', reason: 'missing' }] };
  const { headline, description } = read.data;
  const about = headline === null && description === null ? null : `${headline ?? ''} ${description ?? ''}`;
  const shows = about === null ? null : CONTACT.test(about);
  const author: SiteRecord = {
    kind: 'author',
    id: whose,
    parentId: null,
    authorId: whose,
    publishedAt: null,
    payload: { item: 'author', shows_contact: shows, author: payload },
  };
  return { records: [author], rejected: [] };
}

/** A mail address, or words by which people offer themselves for work with brands. */
const CONTACT = /[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,}|(?:商务|合作|商单|工作|约稿)(?:联系|邮箱|微信|请|私|\s*[:：])/u;
