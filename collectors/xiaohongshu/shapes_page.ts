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

const opened = z.looseObject({ note: z.looseObject({ noteId: z.string().min(1) }), comments: z.unknown().optional() });
const below = z
  .looseObject({ list: z.array(z.unknown()).nullish(), hasMore: z.boolean().nullish().catch(null) })
  .nullish();

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
    let more: boolean | null = null;
    const parts = Object.values(note.noteDetailMap).flatMap((one): Records[] => {
      const entry = opened.safeParse(one).data;
      if (entry === undefined) return [];
      const comments = below.safeParse(entry.comments);
      // `hasMore: true` stands there even before the first comments were asked for.
      more ??= comments.data?.hasMore ?? null;
      const odd = comments.success ? [] : [{ field: 'comments', reason: 'expected a list' }];
      return [
        noteRecords([entry.note], 'note'),
        commentRecords(comments.data?.list ?? [], { note: entry.note.noteId, root: null }, 'user_info'),
        { records: [], rejected: odd, links: {} },
      ];
    });
    return joined(parts, more);
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
      // One list a tab; the first holds what the person posted.
      notes: z.array(z.array(z.unknown())).nullish(),
      noteQueries: z
        .array(z.looseObject({ hasMore: z.boolean().nullish().catch(null) }))
        .nullish()
        .catch(null),
    }),
  }),
  read: ({ user }, { url }) => {
    const cards = cardRecords(user.notes?.[0] ?? [], 'pc_user');
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
    search: z.looseObject({ feeds: z.array(z.unknown()).nullish() }),
  }),
  read: ({ search }) => joined([cardRecords(search.feeds ?? [], 'pc_search')], null),
});

export const PAGE_SHAPES: readonly Shape[] = [notePage, profilePage, searchPage];
