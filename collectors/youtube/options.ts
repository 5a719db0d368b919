/** The `with:` block of a YouTube source, and the token of a next page. */
import { z } from 'zod';

export const options = z.strictObject({
  answer_pages: z
    .int()
    .min(0)
    .max(200)
    .default(10)
    .describe('requests for the comments of one video, at most (one unit each); 0: no comments'),
  followers: z.boolean().default(true).describe('ask for the subscribers of the channels too (one unit for 50)'),
  region_code: z
    .string()
    .regex(/^[A-Z]{2}$/u, 'expected a country such as SG')
    .optional()
    .describe('search for what can be watched in this country'),
  relevance_language: z
    .string()
    .regex(/^[a-z]{2}(?:-[A-Za-z]{2,4})?$/u, 'expected a language such as en or zh-Hans')
    .optional()
    .describe('search for what is most relevant to this language'),
  search_calls_per_day: z.int().min(1).default(100).describe('searches that the key allows a day'),
  units_per_day: z.int().min(1).default(10_000).describe('units that the key allows a day for everything else'),
  base_url: z
    .url({ protocol: /^https?$/u })
    .default('https://www.googleapis.com')
    .describe('where the API answers'),
});
export type Options = z.output<typeof options>;

/** Of a search or of a channel's uploads (`playlist`): ids that it has shown, the newest 500, and pages read. */
const videosNext = z.object({
  at: z.literal('videos'),
  playlist: z.string().nullable(),
  pageToken: z.string(),
  known: z.array(z.string()),
  pages: z.int(),
});

/** Of the comments of a video: the next page of threads (null = none), threads whose answers are still to be read, and those that were. */
const threadsNext = z.object({
  at: z.literal('threads'),
  pageToken: z.string().nullable(),
  open: z.array(z.object({ id: z.string(), pageToken: z.string().nullable() })),
  done: z.array(z.string()),
  pages: z.int(),
});

export const next = z.discriminatedUnion('at', [videosNext, threadsNext]);
export type Next = z.infer<typeof next>;
export type VideosNext = z.infer<typeof videosNext>;
export type ThreadsNext = z.infer<typeof threadsNext>;
