/** What is sealed of a record on Douban: the strings of its page as they stand, and the markup of its text. */
import { z } from 'zod';

const shown = z.string().nullable();

/** As the page links it; `url` ends in `/people/<id>/`. */
export const author = z.looseObject({ url: shown, name: shown });
export type Author = z.infer<typeof author>;

const subject = z.looseObject({ url: z.string(), name: shown });

/** A short comment (短评) or the beginning of a long review under a film, book or record. */
export const opinion = z.looseObject({
  page: z.enum(['comment', 'review']),
  cid: z.string().min(1),
  subject,
  /** As the operator names the brand of the subject. */
  brand: shown,
  author,
  title: shown,
  url: shown,
  /** 看过, 在读, 想听 …; not shown everywhere. */
  status: shown,
  /** Class that draws the stars, `allstar40`. */
  stars: shown,
  time: shown,
  location: shown,
  votes: shown,
  /** Long reviews: `7回应`. */
  replies: shown,
  html: z.string(),
});
export type Opinion = z.infer<typeof opinion>;

export const topic = z.looseObject({
  page: z.literal('topic'),
  id: z.string().min(1),
  group: z.looseObject({ url: shown, name: shown }),
  author,
  title: shown,
  time: shown,
  location: shown,
  likes: shown,
  saves: shown,
  replies: shown,
  html: z.string(),
});
export type Topic = z.infer<typeof topic>;

export const reply = z.looseObject({
  page: z.literal('reply'),
  cid: z.string().min(1),
  topic: z.string().min(1),
  author,
  /** With the place behind it: `2026-11-16 10:00:00 广东`. */
  time: shown,
  votes: shown,
  /** Whom and what it answers, where that is shown. */
  quote: z.looseObject({ author, text: z.string() }).nullable(),
  html: z.string(),
});
export type Reply = z.infer<typeof reply>;

export const record = z.discriminatedUnion('page', [opinion, topic, reply]);

/** `kettle-fan` of `https://www.douban.com/people/kettle-fan/`; null = no account is linked. */
export function accountId({ url }: Author): string | null {
  return /\/people\/([^/?#]+)/u.exec(url ?? '')?.[1] ?? null;
}
