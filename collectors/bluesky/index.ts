/**
 * Posts of Bluesky by its own API, openly or as the operator's account. Newest first, bounded in time: what a search does not show of
 * a window (all but its first page without a login) is asked for in parts.
 */
import { z } from 'zod';
import { listingCollector } from '../engine/listing.ts';
import { said } from './normalize.ts';
import { type Options, options } from './options.ts';
import { page, SEARCH_DEPTH } from './pages.ts';

const OTHERS = 'somebody else whose post is quoted; only where it stands is kept';
const READER = 'about the account that reads';

export const collector = listingCollector<Options, string>({
  meta: {
    name: 'bluesky',
    platform: 'bluesky',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['keyword', 'author', 'post'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: ['BLUESKY_IDENTIFIER', 'BLUESKY_APP_PASSWORD'],
      robots: 'n/a',
      terms:
        'Posts of Bluesky are public and its API may be used within its limits; honour deletions and labels, and do not bypass blocks.',
    },
    pace: { perMinute: 120, concurrency: 1 },
    caps: { posts_per_search_and_window: SEARCH_DEPTH, posts_per_search_without_login: 100 },
    collects: ['replies'],
    personal: {
      did: { keep: true, why: 'tells people apart' },
      handle: { keep: true, why: 'is printed on the lists of own brands' },
      verification: { keep: true, why: 'tells verified accounts' },
      followersCount: { keep: true, why: 'engagement is compared among accounts of a size' },
      displayName: { keep: false, why: 'the handle is enough' },
      avatar: { keep: false, why: 'nothing reads pictures of people' },
      'author.description': { keep: false, why: 'nothing reads what people say of themselves' },
      pronouns: { keep: false, why: 'nothing reads gender' },
      associated: { keep: false, why: 'nothing reads how an account is set up' },
      status: { keep: false, why: 'nothing reads what somebody is doing now' },
      'author.createdAt': { keep: false, why: 'nothing reads the age of accounts' },
      'by.createdAt': { keep: false, why: 'nothing reads the age of accounts' },
      viewer: { keep: false, why: READER },
      debug: { keep: false, why: READER },
      threadgate: { keep: false, why: 'names people who may answer' },
      'record.author': { keep: false, why: OTHERS },
      'record.creator': { keep: false, why: OTHERS },
      'record.value': { keep: false, why: OTHERS },
      'record.embeds': { keep: false, why: OTHERS },
    },
    limitations: [
      'Without a login a search shows its first page only, and at times nothing at all.',
      'Accounts that ask not to be shown to people without an account are left out.',
      'Deleted and blocked answers are left out of a thread, and of a very long thread the platform shows a part.',
      'Followers are asked for with searches and accounts, not for those who answer.',
    ],
  },
  options,
  next: z.string().min(1),
  boundsTime: true,
  resolutionMs: 1000,
  hosts: ({ login, base_url, pds_url }) => [new URL(login ? pds_url : base_url).host],
  page,
  said,
});
