/** Bodies of the platform's app, as relays hand them out: known from saved files only, so none has a path. */
import { z } from 'zod';
import { shape } from '../browsing/shape.ts';
import type { Read, Shape } from '../browsing/site.ts';
import { commentRecords, noteRecords, profileRecords, type Records } from './records.ts';

/** The object with this field, however many `data` of relays stand around it. */
function within<T>(field: string, schema: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess((body) => {
    let at = body;
    for (let deep = 0; deep < MAX_WRAPPERS; deep++) {
      if (typeof at !== 'object' || at === null || Object.hasOwn(at, field) || !('data' in at)) break;
      at = at.data;
    }
    return at;
  }, schema) as unknown as z.ZodType<T>;
}
const MAX_WRAPPERS = 4;

const saved = { paths: [], part: 'json', keeps: [] } as const;
const readOf = ({ records, rejected }: Records, more: boolean | null): Read => ({ records, rejected, more });
const more = z.boolean().nullish().catch(null);

const appSearch = shape({
  ...saved,
  name: 'app_search',
  sees: 'search list',
  body: within(
    'items',
    z.looseObject({ items: z.array(z.looseObject({ model_type: z.string(), note: z.unknown().optional() })) }),
  ),
  // Advertisements, suggested words and live rooms have other types; they are no posts.
  read: ({ items }) =>
    readOf(
      noteRecords(
        items.flatMap(({ model_type, note }) => (model_type === 'note' ? [note] : [])),
        'app_card',
      ),
      null,
    ),
});

const appAuthorNotes = shape({
  ...saved,
  name: 'app_author_notes',
  sees: 'posts of an author',
  body: within('notes', z.looseObject({ notes: z.array(z.looseObject({ images_list: z.unknown() })), has_more: more })),
  read: ({ notes, has_more }) => readOf(noteRecords(notes, 'app_card'), has_more ?? null),
});

const appNote = shape({
  ...saved,
  name: 'app_note',
  sees: 'post',
  body: z.looseObject({
    data: z.array(
      z.looseObject({
        note_list: z.array(z.unknown()),
        comment_list: z.array(z.unknown()).nullish(),
      }),
    ),
  }),
  read: ({ data }) => {
    const notes = noteRecords(
      data.flatMap(({ note_list }) => note_list),
      'app_note',
    );
    const below = data.map(({ comment_list }) =>
      commentRecords(comment_list ?? [], { note: null, root: null }, 'user'),
    );
    return {
      records: [...notes.records, ...below.flatMap(({ records }) => records)],
      rejected: [...notes.rejected, ...below.flatMap(({ rejected }) => rejected)],
      more: null,
    };
  },
});

const appComments = shape({
  ...saved,
  name: 'app_comments',
  sees: 'comments',
  body: within('comments', z.looseObject({ comments: z.array(z.looseObject({ user: z.unknown() })), has_more: more })),
  read: ({ comments, has_more }) =>
    readOf(commentRecords(comments, { note: null, root: null }, 'user'), has_more ?? null),
});

const appProfile = shape({
  ...saved,
  name: 'app_profile',
  sees: 'profile',
  body: within('fans', z.looseObject({ userid: z.string().min(1), fans: z.unknown() })),
  read: (data) => readOf(profileRecords(data, null), null),
});

export const APP_SHAPES: readonly Shape[] = [appSearch, appAuthorNotes, appNote, appComments, appProfile];
