/**
 * From the items of an answer to records. Payloads hold the platform's own objects as they came; answers below a comment are taken out
 * of it, since each is somebody else's and a record of its own.
 */

import { z } from 'zod';
import type { Read, SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { namesContact } from '../reading/business_contact.ts';
import { snaked } from '../reading/snake_case.ts';
import { accountId, card, comment, coverOf, idTime, moment, note, noteId, notice, profile } from './items.ts';

const SITE = 'https://www.xiaohongshu.com';

type Rejected = Read['rejected'];
export interface Records {
  readonly records: SiteRecord[];
  readonly rejected: Rejected;
  readonly links: Record<string, string>;
}

const named = <T>(schema: z.ZodType<T>): z.ZodType<T> => z.preprocess(snaked, schema) as z.ZodType<T>;
const aCard = named(card);
const aNote = named(note);
const aComment = named(comment);
const aNotice = named(notice);

/** Where one note opens by itself: without its token the web shows nothing. */
function linkTo(id: string, token: string | null | undefined, from: string): Record<string, string> {
  return token ? { [id]: `${SITE}/explore/${id}?xsec_token=${encodeURIComponent(token)}&xsec_source=${from}` } : {};
}

/** Cards of a web list. Suggestions and advertisements without a note are passed over. */
export function cardRecords(list: readonly unknown[], from: string): Records {
  const { items, rejected } = readItems(list, aCard);
  const records: SiteRecord[] = [];
  const odd = [...rejected];
  let links: Record<string, string> = {};
  for (const { value, payload } of items) {
    const isOther = (value.model_type ?? 'note') !== 'note';
    if (isOther && (value.note_card ?? null) === null) continue;
    const inner = value.note_card ?? note.parse(value);
    const id = value.note_id ?? noteId(inner) ?? value.id ?? null;
    const isCard = accountId(inner.user) !== null && (inner.interact_info ?? null) !== null;
    if (id === null || !isCard) {
      odd.push({ field: id === null ? 'id' : 'note_card', reason: 'expected an id, an author and counts' });
      continue;
    }
    const at = moment(inner.time) ?? idTime(id);
    links = { ...links, ...linkTo(id, value.xsec_token ?? inner.xsec_token, from) };
    records.push(post(id, accountId(inner.user), at, { item: 'card', card: payload }, coverOf(inner)));
  }
  return { records, rejected: odd, links };
}

/** Opened notes. `item` says of which kind: of the web, of the app, or a card of the app with the beginning of its text. */
export function noteRecords(list: readonly unknown[], item: 'note' | 'app_note' | 'app_card'): Records {
  const { items, rejected } = readItems(list, aNote);
  const records: SiteRecord[] = [];
  const odd = [...rejected];
  for (const { value, payload } of items) {
    const id = noteId(value);
    const by = accountId(value.user);
    // Notes of the web have counts in a part of their own: what has not is another platform's, or another kind of thing.
    const isOdd = by === null || (item === 'note' && (value.interact_info ?? null) === null);
    if (id === null || isOdd) {
      odd.push({ field: id === null ? 'note_id' : by === null ? 'user.user_id' : 'interact_info', reason: 'missing' });
      continue;
    }
    const at = moment(value.time) ?? moment(value.timestamp) ?? idTime(id);
    records.push(post(id, by, at, { item, note: payload }, coverOf(value)));
  }
  return { records, rejected: odd, links: {} };
}

function post(
  id: string,
  authorId: string | null,
  publishedAt: number | null,
  payload: object,
  cover: string | null,
): SiteRecord {
  return { kind: 'post', id, parentId: null, authorId, publishedAt, payload, cover };
}

/**
 * Comments with the answers that stand below them. `under`: the note and the comment at the top, where the address says them and the
 * items do not; `by`: under which name the items have their author, by which web and app are told apart.
 */
export function commentRecords(
  list: readonly unknown[],
  under: { readonly note: string | null; readonly root: string | null },
  by: 'user_info' | 'user',
): Records {
  const { items, rejected } = readItems(list, aComment);
  const records: SiteRecord[] = [];
  const odd = [...rejected];
  for (const { value, payload } of items) {
    const on = value.note_id ?? under.note;
    if (on === null || accountId(value[by]) === null) {
      odd.push({ field: on === null ? 'note_id' : by, reason: 'missing' });
      continue;
    }
    const { subComments: _, sub_comments: __, ...own } = payload as Record<string, unknown>;
    records.push({
      kind: 'comment',
      id: value.id,
      parentId: value.target_comment?.id ?? under.root ?? on,
      authorId: accountId(value[by]),
      publishedAt: moment(value.create_time) ?? moment(value.time) ?? idTime(value.id),
      payload: { item: 'comment', note_id: on, comment: own },
    });
    const answers = value.sub_comments ?? [];
    if (!Array.isArray(answers)) {
      odd.push({ field: 'sub_comments', reason: 'expected a list' });
      continue;
    }
    const below = commentRecords(answers, { note: on, root: value.id }, by);
    records.push(...below.records);
    odd.push(...below.rejected);
  }
  return { records, rejected: odd, links: {} };
}

/**
 * A profile. What somebody says of themselves is not kept, only whether a way to reach them for business stands in it. `id` null: whose
 * it is was not said.
 */
export function profileRecords(payload: unknown, id: string | null): Records {
  const read = named(profile).safeParse(payload);
  const one = read.data;
  const whose = one?.userid ?? id;
  if (one === undefined || whose === null || (one.interactions ?? one.fans ?? null) === null) {
    return {
      records: [],
      rejected: [{ field: whose === null ? 'userid' : 'interactions', reason: 'missing' }],
      links: {},
    };
  }
  const about = one.basic_info?.desc ?? one.desc;
  const author: SiteRecord = {
    kind: 'author',
    id: whose,
    parentId: null,
    authorId: whose,
    publishedAt: null,
    payload: {
      item: 'author',
      user_id: whose,
      shows_contact: namesContact(about),
      author: payload,
    },
  };
  return { records: [author], rejected: [], links: {} };
}

/** Comments on the own notes, answers to the own comments, and notes and comments in which the own account stands with an @. */
export function noticeRecords(list: readonly unknown[]): Records {
  const { items, rejected } = readItems(list, aNotice);
  const records: SiteRecord[] = [];
  let links: Record<string, string> = {};
  for (const { value, payload } of items) {
    const { item_info: on, comment_info: said } = value;
    links = { ...links, ...linkTo(on.id, on.xsec_token, 'pc_notice') };
    const said_id = said?.id ?? null;
    if (said_id !== null) {
      if (isGone(said)) continue;
      records.push({
        kind: 'comment',
        id: said_id,
        parentId: said?.target_comment?.id ?? on.id,
        authorId: accountId(value.user_info),
        publishedAt: moment(value.time) ?? idTime(said_id),
        payload: { item: 'notice', notice: payload },
      });
    } else if (value.type === 'mention/item' && !isGone(on)) {
      records.push(
        post(
          on.id,
          accountId(on.user_info ?? value.user_info),
          idTime(on.id),
          { item: 'notice', notice: payload },
          on.image || null,
        ),
      );
    }
  }
  return { records, rejected, links };
}

function isGone(
  one:
    | { readonly illegal_info?: { readonly illegal_status?: string | null | undefined } | null | undefined }
    | null
    | undefined,
): boolean {
  return one?.illegal_info?.illegal_status === 'DELETE';
}
