/** What pages of the web bring with them, as `window.__INITIAL_STATE__`: the opened note, a profile with its first notes, a search. */
import { z } from 'zod';
import { shape } from '../browsing/shape.ts';
import type { Read, Shape } from '../browsing/site.ts';
import { cardRecords, commentRecords, noteRecords, profileRecords, type Records } from './records.ts';

const PART = { state: '__INITIAL_STATE__' } as const;

function joined(parts: readonly Records[], more: boolean | null): Read {
  return {
    records: parts.flatMap(({ records }) => records),
    rejected: parts.flatMap(({ rejected }) => rejected),
    links: Object.assign({}, ...parts.map(({ links }) => links)) as Record<string, string>,
    more,
  };
}

const opened = z.looseObject({
  note: z.looseObject({ noteId: z.string().min(1) }),
  comments: z
    .looseObject({ list: z.array(z.unknown()).nullish().catch(null), hasMore: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
});

const notePage = shape({
  name: 'note_page',
  sees: 'post',
  paths: [/^\/(?:explore|discovery\/item|search_result)\/[0-9a-f]{24}$/u],
  part: PART,
  keeps: [],
  body: z.looseObject({
    note: z.looseObject({
      noteDetailMap: z
        .record(z.string(), z.unknown())
        .refine((all) => Object.values(all).some((one) => opened.safeParse(one).success), {
          message: 'no opened note',
        }),
    }),
  }),
  read: ({ note }) => {
    const entries = Object.values(note.noteDetailMap).flatMap((one) => opened.safeParse(one).data ?? []);
    const parts = entries.flatMap(({ note: own, comments }) => [
      noteRecords([own], 'note'),
      commentRecords(comments?.list ?? [], { note: own.noteId, root: null }, 'user_info'),
    ]);
    // `hasMore: true` stands there even before the first comments were asked for.
    return joined(parts, entries[0]?.comments?.hasMore ?? null);
  },
});

const profilePage = shape({
  name: 'profile_page',
  // The profile itself, too.
  sees: 'posts of an author',
  paths: [/^\/user\/profile\/[0-9a-f]{24}$/u],
  part: PART,
  keeps: [],
  body: z.looseObject({
    user: z.looseObject({
      userPageData: z.looseObject({ basicInfo: z.looseObject({}), interactions: z.array(z.unknown()) }),
      notes: z.array(z.unknown()).nullish().catch(null),
      noteQueries: z
        .array(z.looseObject({ hasMore: z.boolean().nullish().catch(null) }))
        .nullish()
        .catch(null),
    }),
  }),
  read: ({ user }, { url }) => {
    // One list a tab; the first holds what the person posted.
    const first = user.notes?.[0];
    const cards = cardRecords(Array.isArray(first) ? first : [], 'pc_user');
    const id = /\/user\/profile\/([0-9a-f]{24})/u.exec(url)?.[1] ?? cards.records[0]?.authorId ?? null;
    return joined([profileRecords(user.userPageData, id), cards], user.noteQueries?.[0]?.hasMore ?? null);
  },
});

const searchPage = shape({
  name: 'search_page',
  sees: 'search list',
  paths: [/^\/search_result$/u],
  part: PART,
  keeps: ['keyword'],
  // Mostly empty: the page asks for its list by a script.
  body: z.looseObject({
    search: z.looseObject({ feeds: z.array(z.unknown()).nullish().catch(null) }),
  }),
  read: ({ search }) => joined([cardRecords(search.feeds ?? [], 'pc_search')], null),
});

/** Where the web leads to instead of a note that is deleted, private or under review. */
const gonePage = shape({
  name: 'gone_page',
  sees: 'post',
  paths: [/^\/404(?:\/.*)?$/u],
  part: 'html',
  keeps: ['error_code'],
  isAt: ({ url }) => /[?&]error_code=-51000[01]\b/u.test(url),
  body: z.string(),
  read: (_page, { url }) => {
    const address = URL.parse(url);
    const id = address?.searchParams.get('noteId') ?? /[/%2F]([0-9a-f]{24})\b/u.exec(address?.search ?? '')?.[1];
    return { records: [], rejected: [], more: null, gone: id ? [id] : [] };
  },
});

export const PAGE_SHAPES: readonly Shape[] = [notePage, profilePage, searchPage, gonePage];
