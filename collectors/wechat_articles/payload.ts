/** What is sealed of an article: strings of its page and scripts as they stand, and the markup of its text. */
import { z } from 'zod';

const shown = z.string().nullable();

export const article = z.looseObject({
  page: z.literal('article'),
  id: z.string().min(1),
  /** The account's own id (`__biz`), name and user name (`gh_…`). */
  account: z.looseObject({ biz: shown, name: shown, user_name: shown }),
  title: shown,
  /** Moments by the names that the scripts give them: seconds, or a wall time of UTC+8. */
  times: z.record(z.string(), shown),
  /** 0 article, 5 video, 7 audio, 8 pictures, 10 text, 11 shared. */
  item_show_type: shown,
  /** 1 original, 2 reprint of an original. */
  copyright_stat: shown,
  /** Province by the address of the poster. */
  place: shown,
  html: shown,
  /** Text of posts of pictures or words alone, as the script holds it. */
  words: shown,
});
export type Article = z.infer<typeof article>;
