/** What scripts of the web ask for: lists, opened notes, comments, profiles, the own account's notices. */
import { z } from 'zod';
import { shape } from '../browsing/shape.ts';
import type { Read, Shape } from '../browsing/site.ts';
import { cardRecords, commentRecords, noteRecords, noticeRecords, profileRecords, type Records } from './records.ts';

/** A list that has nothing says so by leaving itself out; nothing else may then stand in its place. */
function listed<Name extends string>(name: Name) {
  const list = z.looseObject({ [name]: z.array(z.unknown()), has_more: z.boolean().nullish() });
  const none = z
    .looseObject({ has_more: z.literal(false) })
    .refine((data) => !(name in data || Object.values(data).some(Array.isArray)), { path: [name], message: 'missing' });
  return z.looseObject({ data: z.union([list, none]) }) as unknown as z.ZodType<Listed<Name>>;
}
type Listed<Name extends string> = {
  readonly data: { readonly [K in Name]?: readonly unknown[] } & { readonly has_more?: boolean | null };
};

const readOf = ({ records, rejected, links }: Records, more: boolean | null): Read => ({
  records,
  rejected,
  links,
  more,
});

/** Query parameter of an address; null = none. */
const asked = (url: string, name: string): string | null => URL.parse(url)?.searchParams.get(name) || null;

const searchNotes = shape({
  name: 'search_notes',
  sees: 'search list',
  paths: [/^\/api\/sns\/web\/v\d\/search\/notes$/u],
  part: 'json',
  keeps: [],
  body: listed('items'),
  read: ({ data }) => readOf(cardRecords(data.items ?? [], 'pc_search'), data.has_more ?? false),
});

const openedNote = shape({
  name: 'note',
  sees: 'post',
  paths: [/^\/api\/sns\/web\/v\d\/feed$/u],
  part: 'json',
  keeps: [],
  body: z.looseObject({ data: z.looseObject({ items: z.array(z.looseObject({ note_card: z.unknown() })) }) }),
  read: ({ data }) =>
    readOf(
      noteRecords(
        data.items.map(({ note_card }) => note_card),
        'note',
      ),
      null,
    ),
});

const comments = shape({
  name: 'comments',
  sees: 'comments',
  paths: [/^\/api\/sns\/web\/v\d\/comment\/page$/u],
  part: 'json',
  keeps: ['note_id', 'cursor'],
  body: listed('comments'),
  read: ({ data }, { url }) =>
    readOf(
      commentRecords(data.comments ?? [], { note: asked(url, 'note_id'), root: null }, 'user_info'),
      data.has_more ?? false,
    ),
});

const replies = shape({
  name: 'replies',
  sees: 'replies',
  paths: [/^\/api\/sns\/web\/v\d\/comment\/sub\/page$/u],
  part: 'json',
  keeps: ['note_id', 'root_comment_id', 'cursor'],
  body: listed('comments'),
  read: ({ data }, { url }) =>
    readOf(
      commentRecords(
        data.comments ?? [],
        { note: asked(url, 'note_id'), root: asked(url, 'root_comment_id') },
        'user_info',
      ),
      data.has_more ?? false,
    ),
});

const authorNotes = shape({
  name: 'author_notes',
  sees: 'posts of an author',
  paths: [/^\/api\/sns\/web\/v\d\/user_posted$/u],
  part: 'json',
  keeps: ['user_id', 'cursor'],
  body: listed('notes'),
  read: ({ data }) => readOf(cardRecords(data.notes ?? [], 'pc_user'), data.has_more ?? false),
});

const profile = shape({
  name: 'profile',
  sees: 'profile',
  paths: [/^\/api\/sns\/web\/v\d\/user\/otherinfo$/u],
  part: 'json',
  keeps: ['target_user_id'],
  body: z.looseObject({ data: z.looseObject({ basic_info: z.looseObject({}), interactions: z.array(z.unknown()) }) }),
  read: ({ data }, { url, pageUrl }) => {
    const inPage = /\/user\/profile\/([0-9a-f]{24})/u.exec(pageUrl)?.[1] ?? null;
    return readOf(profileRecords(data, asked(url, 'target_user_id') ?? inPage), null);
  },
});

const mentions = shape({
  name: 'mentions',
  sees: 'mentions',
  paths: [/^\/api\/sns\/web\/v\d\/you\/mentions$/u],
  part: 'json',
  keeps: [],
  body: listed('message_list'),
  read: ({ data }) => readOf(noticeRecords(data.message_list ?? []), data.has_more ?? false),
});

export const WEB_SHAPES: readonly Shape[] = [
  searchNotes,
  openedNote,
  comments,
  replies,
  authorNotes,
  profile,
  mentions,
];
