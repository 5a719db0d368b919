/** The `with:` block of a Mastodon source. */
import { z } from 'zod';

export const options = z.strictObject({
  base_url: z.url({ protocol: /^https?$/u }).describe('the server that is asked, such as https://mastodon.example'),
  token: z.boolean().default(false).describe('read as your own account there, by MASTODON_TOKEN (scope read)'),
  search: z
    .boolean()
    .default(false)
    .describe('look for words by the full-text search (needs MASTODON_TOKEN) and not by hashtag'),
  page_size: z.int().min(1).max(40).default(40).describe('posts a page'),
  answers: z.boolean().default(true).describe('read the answers under the posts that a query has found'),
});
export type Options = z.output<typeof options>;
