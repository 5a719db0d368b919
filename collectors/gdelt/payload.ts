/** What api.gdeltproject.org sends for mode=artlist, as far as it is read; everything else in an article is sealed as it came. */
import { z } from 'zod';

/** `20261115T101500Z`: when GDELT saw the article, in steps of a quarter of an hour. */
const SEEN = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/u;

export const article = z.looseObject({
  url: z.url({ protocol: /^https?$/u }),
  title: z.string().nullish(),
  seendate: z.string().regex(SEEN),
  sourcecountry: z.string().nullish(),
});
export type Article = z.infer<typeof article>;

/** An answer without articles has nothing in it at all. */
export const articleList = z
  .looseObject({ articles: z.array(z.unknown()).optional() })
  .refine((list) => list.articles !== undefined || Object.keys(list).length === 0, {
    path: ['articles'],
    message: 'expected a list',
  });

/** UTC ms. */
export function seenAt({ seendate }: Pick<Article, 'seendate'>): number {
  const [, year, month, day, hour, minute, second] = SEEN.exec(seendate)!.map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}
