/** The `with:` block of a Reddit source, and the token of a next page. */
import { z } from 'zod';

const subreddit = z.string().regex(/^\w{2,24}$/u, 'expected the name of a subreddit without r/');
const address = z.url({ protocol: /^https?$/u });

export const options = z.strictObject({
  subreddits: z
    .array(subreddit)
    .min(1)
    .max(50)
    .optional()
    .describe('search in these subreddits only (names without r/); absent: everywhere'),
  communities: z
    .record(z.string(), z.array(subreddit).min(1).max(50))
    .default({})
    .describe('subreddits of a brand, by brand id, whose posts a `feed` query reads'),
  answer_pages: z
    .int()
    .min(0)
    .max(100)
    .default(10)
    .describe('requests for the comments of one post, at most; 0: no comments'),
  api_url: address.default('https://oauth.reddit.com').describe('where the API answers'),
  login_url: address.default('https://www.reddit.com').describe('where the app gets its token'),
});
export type Options = z.output<typeof options>;

/** Of a listing: after which thing it goes on, and how many pages were read. */
const listingNext = z.object({ at: z.literal('listing'), after: z.string(), pages: z.int() });

/** Of a post: comments that are known by their ids only, branches that go on on a page of their own, and what was asked for already. */
const treeNext = z.object({
  at: z.literal('tree'),
  more: z.array(z.string()),
  branches: z.array(z.string()),
  asked: z.array(z.string()),
  pages: z.int(),
});

export const next = z.discriminatedUnion('at', [listingNext, treeNext]);
export type Next = z.infer<typeof next>;
export type TreeNext = z.infer<typeof treeNext>;
