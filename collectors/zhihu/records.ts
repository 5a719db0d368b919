/**
 * From the items of an answer to records. A question becomes a record beside the answer that names it; answers below a comment are taken
 * out of it, since each is somebody else's.
 */
import { z } from 'zod';
import type { Read, Seen, SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { namesContact } from '../reading/business_contact.ts';
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

const typed = z.looseObject({ type: z.string() });

/** Answers, articles, videos, thoughts and questions; what else a list holds (people, advertisements, words to search for) is passed over. */
export function postRecords(list: readonly unknown[]): Records {
  const all = readItems(list, typed);
  const of = (...kinds: readonly string[]) =>
    all.items.flatMap(({ value, payload }) => (kinds.includes(value.type) ? [payload] : []));
  const { items, rejected } = readItems(of(...KINDS), aPost);
  const asked = questionRecords(of('question'));
  const odd = [...all.rejected, ...rejected, ...asked.rejected];
  const records: SiteRecord[] = [];
  for (const { value, payload } of items) {
    const { question: inner = null, ...own } = payload as Record<string, unknown>;
    const about = inner === null ? null : questionRecords([inner]);
    records.push({
      kind: 'post',
      id: value.id,
      parentId: about?.records[0]?.id ?? null,
      authorId: accountId(value.author),
      publishedAt: postedAt(value),
      payload: { item: 'post', post: about === null ? own : { ...own, question: withoutAuthor(inner) } },
      cover: coverOf(value),
    });
    records.push(...(about?.records ?? []).map((one) => ({ ...one, isAside: true })));
    odd.push(...(about?.rejected ?? []));
  }
  return { records: [...records, ...asked.records], rejected: odd };
}

/** Who asked is somebody else, and stands in the record of the question. */
function withoutAuthor(asked: unknown): unknown {
  if (typeof asked !== 'object' || asked === null) return asked;
  const { author: _, ...rest } = asked as Record<string, unknown>;
  return rest;
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
    const answers = value.child_comments ?? [];
    if (!Array.isArray(answers)) {
      odd.push({ field: 'child_comments', reason: 'expected a list' });
      continue;
    }
    const below = commentRecords(answers, { on, root: value.id });
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
  const isTold = typeof headline === 'string' || typeof description === 'string';
  const shows = isTold ? namesContact(`${headline ?? ''} ${description ?? ''}`) : null;
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
