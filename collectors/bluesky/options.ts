/** The `with:` block of a Bluesky source. */
import { z } from 'zod';

const host = z.url({ protocol: /^https?$/u });

export const options = z.strictObject({
  base_url: host.default('https://public.api.bsky.app').describe('where posts are read without a login'),
  login: z
    .boolean()
    .default(false)
    .describe('read as your own account (BLUESKY_IDENTIFIER, BLUESKY_APP_PASSWORD), so that searches have pages'),
  pds_url: host.default('https://bsky.social').describe('host of your account, asked instead of base_url with a login'),
  page_size: z.int().min(1).max(100).default(100).describe('posts a page'),
  lang: z.string().min(2).optional().describe('only posts whose author says this language, such as en or ja'),
  followers: z.boolean().default(true).describe('ask for the followers of authors (a request for 25 of them)'),
  answers: z.boolean().default(true).describe('read the answers under the posts that a search has found'),
});
export type Options = z.output<typeof options>;
