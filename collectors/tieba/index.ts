/** Threads of Tieba with their floors and the comments below them, found by the site's search or in named forums. */
import { z } from 'zod';
import { listingCollector } from '../engine/listing.ts';
import { said } from './normalize.ts';
import { type Next, next, type Options, page, queries } from './pages.ts';

const options: z.ZodType<Options> = z.strictObject({
  base_url: z
    .url({ protocol: /^https?$/u })
    .default('https://tieba.baidu.com')
    .describe('where the pages answer, for an archive of your own'),
  forums: z
    .array(z.string().trim().min(1))
    .default([])
    .describe('forums whose threads are read besides what the search finds, by name without 吧'),
  thread_pages: z.int().min(1).default(5).describe('pages of 30 floors that are read of one thread, at most'),
  sub_comments: z.boolean().default(true).describe('whether comments below floors are read; one request a floor more'),
});

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'tieba',
    platform: 'tieba',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['keyword', 'mention_feed', 'post'],
    order: 'unordered',
    access: {
      via: 'public_page',
      secrets: [],
      robots: 'obeyed',
      terms:
        'Only pages that Tieba shows to everybody and opens to programs in robots.txt; where that file names search engines only, Baidu has to allow you first, and until then nothing is sent.',
    },
    pace: { perMinute: 12, concurrency: 1 },
    caps: {},
    collects: ['replies'],
    personal: {
      author: { keep: true, why: 'tells people apart and is printed on the lists of own brands' },
      portrait: { keep: true, why: 'names the account; what it tells of the picture is not read' },
      tail: { keep: true, why: 'holds the time and the province of a floor' },
      user_id: { keep: false, why: 'a second number of the account, shown for floors only' },
      props: { keep: false, why: 'purchases and badges of a person that nothing reads' },
    },
    limitations: [
      'The search is asked for threads; a mention in an answer is read only in a thread that was found.',
      'Likes are not shown.',
      'Comments below floors show no place.',
      'Threads that were answered in the window are read from their beginning, five pages of floors unless told otherwise.',
    ],
  },
  options,
  next,
  boundsTime: false,
  hosts: ({ base_url }) => [new URL(base_url).host],
  queries,
  page,
  said,
});
