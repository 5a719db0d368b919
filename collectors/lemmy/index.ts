/** Posts and comments of one Lemmy server and of what it knows of the others. Newest first, not bounded in time. */
import { listingCollector } from '../engine/listing.ts';
import { said } from './normalize.ts';
import { next, type Options, options, page } from './pages.ts';

const READER = 'about the account that reads';

export const collector = listingCollector<Options, number>({
  meta: {
    name: 'lemmy',
    platform: 'lemmy',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['keyword', 'author', 'post'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: [],
      robots: 'n/a',
      terms: 'Each server has its own rules, and some forbid collecting: read them first, and honour deletions.',
    },
    pace: { perMinute: 30, concurrency: 1 },
    caps: { items_per_page: 50 },
    collects: ['replies'],
    personal: {
      'creator.actor_id': { keep: true, why: 'tells people apart on all servers' },
      'creator.name': { keep: true, why: 'is printed on the lists of own brands' },
      bot_account: { keep: true, why: 'bots are no customers' },
      display_name: { keep: false, why: 'the handle is enough' },
      avatar: { keep: false, why: 'nothing reads pictures of people' },
      banner: { keep: false, why: 'nothing reads pictures of people' },
      bio: { keep: false, why: 'nothing reads what people say of themselves' },
      matrix_user_id: { keep: false, why: 'an account elsewhere' },
      'creator.published': { keep: false, why: 'nothing reads the age of accounts' },
      'creator.ban_expires': { keep: false, why: 'nothing reads who is banned' },
      my_vote: { keep: false, why: READER },
      saved: { keep: false, why: READER },
      read: { keep: false, why: READER },
      hidden: { keep: false, why: READER },
      subscribed: { keep: false, why: READER },
      creator_blocked: { keep: false, why: READER },
      unread_comments: { keep: false, why: READER },
    },
    limitations: [
      'A server knows only those posts of other servers whose community somebody there follows.',
      'Posts are known by their address at the server that is asked: two servers tell of the same post twice.',
      'Followers are not shown; a score is told by its upvotes.',
    ],
  },
  options,
  next,
  boundsTime: false,
  hosts: ({ base_url }) => [new URL(base_url).host],
  page,
  said,
});
