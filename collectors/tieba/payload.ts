/** What is sealed of a record on Tieba: the `data-field` of its element, and the strings and markup that stand in it. */
import { z } from 'zod';

const shown = z.string().nullable();
const id = z.union([z.int().positive(), z.string().regex(/^\d+$/u)]).transform(String);

/** Who wrote a floor. `portrait` names the account and its picture; what follows `?` is the age of the picture. */
const floorAuthor = z.looseObject({
  user_id: z.union([z.number(), z.string()]).nullish(),
  user_name: z.string().nullish(),
  user_nickname: z.string().nullish(),
  portrait: z.string().nullish(),
});

/** `data-field` of a floor (`div.l_post`). `post_no` 1 is the thread's own text. */
export const floorField = z.looseObject({
  author: floorAuthor,
  content: z.looseObject({
    post_id: id,
    post_no: z.int().positive(),
    comment_num: z.int().nonnegative().nullish(),
    is_anonym: z.union([z.boolean(), z.number()]).nullish(),
    is_fold: z.union([z.boolean(), z.number()]).nullish(),
    /** Old layouts only. */
    date: z.string().nullish(),
  }),
});

export const floor = z.looseObject({
  page: z.literal('floor'),
  field: floorField,
  thread: z.looseObject({ tid: z.string().min(1), title: shown, forum: shown, replies: shown }),
  /** As shown beside the text. */
  name: shown,
  level: shown,
  /** Below the text: place, client, floor and time. */
  tail: z.array(z.string()),
  html: z.string(),
});
export type Floor = z.infer<typeof floor>;

/** `data-field` of a comment below a floor (`li.lzl_single_post`). */
export const subField = z.looseObject({
  spid: id,
  user_name: z.string().nullish(),
  showname: z.string().nullish(),
  portrait: z.string().nullish(),
});

export const subComment = z.looseObject({
  page: z.literal('sub_comment'),
  field: subField,
  tid: z.string().min(1),
  /** The floor it stands below. */
  pid: z.string().min(1),
  /** Portrait of the one it answers by 「回复 X :」. */
  answers: shown,
  time: shown,
  html: z.string(),
});
export type SubComment = z.infer<typeof subComment>;

export const record = z.discriminatedUnion('page', [floor, subComment]);

/** What `li.j_thread_list` of a forum says in its `data-field`. */
export const threadField = z.looseObject({ id, is_top: z.unknown() });

/** Account of a portrait; null = anonymous or not shown. */
export function accountOf(portrait: string | null | undefined): string | null {
  const account = portrait?.split('?')[0]?.trim() ?? '';
  return account === '' ? null : account;
}

/** Null for floors that their author wrote without a name. */
export function authorOf({ field }: Floor): string | null {
  return field.content.is_anonym ? null : accountOf(field.author.portrait);
}

/** JSON of an attribute; the pages write it with single quotes in places. Null = none that can be read. */
export function readField(attribute: string | undefined): unknown {
  if (attribute === undefined) return null;
  for (const text of [attribute, attribute.replaceAll("'", '"')]) {
    try {
      return JSON.parse(text);
    } catch {
      // The other way of writing it is tried.
    }
  }
  return null;
}
