/** Options of every source that is seen through a browser; a source adds its own with `siteOptions.extend`. */
import { z } from 'zod';

export const siteOptions = z.strictObject({
  account: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/u, 'expected a name of a-z, 0-9, _ or - (at most 32)')
    .default('main')
    .describe(
      'your own name for the login, of a-z, 0-9, _ or - (at most 32); each has a browser profile and a lock of its own',
    ),
  base_url: z
    .url({ protocol: /^https?$/u })
    .nullable()
    .default(null)
    .describe('where the pages answer, for a copy of your own'),
  media: z
    .enum(['none', 'thumbnail'])
    .default('none')
    .describe('`thumbnail`: pictures of posts, 320 px at most, kept 30 days for workbook and desk'),
});
