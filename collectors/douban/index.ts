/**
 * Short comments and reviews of named subjects, topics of named groups with their comments, from the public pages of Douban. Its
 * searches are closed to programs by robots.txt, so that there is no keyword query.
 */
import { z } from 'zod';
import { listingCollector } from '../engine/listing.ts';
import { said } from './normalize.ts';
import { type Next, next, type Options, page, queries } from './pages.ts';

const HOSTS = ['www.douban.com', 'movie.douban.com', 'book.douban.com', 'music.douban.com'];

const options: z.ZodType<Options> = z
  .strictObject({
    subjects: z
      .array(
        z.strictObject({
          url: z
            .string()
            .regex(
              /^https:\/\/(?:movie|book|music)\.douban\.com\/subject\/\d+\/?$/u,
              'expected an address like https://book.douban.com/subject/1234567/',
            )
            .describe('page of a film, book or record'),
          brand: z.string().min(1).optional().describe('the brand that its opinions are about, as you name it'),
        }),
      )
      .default([])
      .describe('subjects whose short comments and reviews are read'),
    groups: z
      .array(z.string().regex(/^[\w-]+$/u, 'expected the group’s number or name as in its address'))
      .default([])
      .describe('groups whose topics are read with their comments'),
    reviews: z.boolean().default(true).describe('whether long reviews of the subjects are read too'),
    comment_pages: z.int().min(1).default(10).describe('pages of comments that are read of one topic, at most'),
  })
  .refine(({ subjects, groups }) => subjects.length + groups.length > 0, 'name at least one of subjects, groups');

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'douban',
    platform: 'douban',
    version: 1,
    kinds: ['post', 'comment', 'review'],
    queryKinds: ['mention_feed', 'post'],
    order: 'unordered',
    access: {
      via: 'public_page',
      secrets: [],
      robots: 'obeyed',
      terms:
        'Only pages that Douban shows to everybody and opens to programs in robots.txt; its terms reserve the texts to their authors, so analyse them, do not republish them, and delete what authors have deleted.',
    },
    pace: { perMinute: 12, concurrency: 1 },
    caps: { comments_per_subject: 200, topics_per_group: 500 },
    collects: ['replies'],
    personal: {
      author: { keep: true, why: 'tells people apart and is printed on the lists of own brands' },
      location: { keep: true, why: 'region of a post; a province or a country, never more' },
      avatar: { keep: false, why: 'nothing reads pictures of people' },
    },
    limitations: [
      'No search for words: robots.txt closes all searches to programs.',
      'Without a login about 200 short comments of a subject are shown.',
      'Long reviews are read as far as lists show them, some 150 characters.',
      'Likes of topics are filled in by scripts and often not in the page.',
      'A quoted comment is found by its author and words among those of the same page.',
    ],
  },
  options,
  next,
  boundsTime: false,
  hosts: () => HOSTS,
  queries,
  page,
  said,
});
