/**
 * Public posts of one Mastodon server, and of what it knows of the others. Newest first, not bounded in time: a listing is read back to
 * the mark of the last pass. A post is known by the address that all servers share, so that two sources tell of it once.
 */
import { listingCollector } from '../engine/listing.ts';
import { hostOf } from './api.ts';
import { said } from './normalize.ts';
import { type Options, options } from './options.ts';
import { type Next, next, page } from './pages.ts';

const PICTURE = 'nothing reads pictures of people';
const READER = 'about the account that reads';
const OTHERS = 'somebody else, who is read where the words are their own';

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'mastodon',
    platform: 'mastodon',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['keyword', 'author', 'post'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: ['MASTODON_TOKEN'],
      robots: 'n/a',
      terms:
        'Each server has its own rules, and some forbid collecting: read them first; people who refuse to be indexed are never sealed.',
    },
    pace: { perMinute: 50, concurrency: 1 },
    caps: { requests_per_5_minutes: 300, answers_per_thread_without_token: 60 },
    collects: ['replies'],
    personal: {
      acct: { keep: true, why: 'is printed on the lists of own brands' },
      username: { keep: true, why: 'a part of acct' },
      'account.url': { keep: true, why: 'tells people apart on all servers' },
      followers_count: { keep: true, why: 'engagement is compared among accounts of a size' },
      bot: { keep: true, why: 'bots are no customers' },
      display_name: { keep: false, why: 'the handle is enough' },
      note: { keep: false, why: 'read for refusals before sealing, and for nothing else' },
      fields: { keep: false, why: 'nothing reads what people say of themselves' },
      avatar: { keep: false, why: PICTURE },
      avatar_static: { keep: false, why: PICTURE },
      avatar_description: { keep: false, why: PICTURE },
      header: { keep: false, why: PICTURE },
      header_static: { keep: false, why: PICTURE },
      header_description: { keep: false, why: PICTURE },
      'account.created_at': { keep: false, why: 'nothing reads the age of accounts' },
      'account.last_status_at': { keep: false, why: 'nothing reads when somebody was last there' },
      moved: { keep: false, why: 'another account of the person' },
      roles: { keep: false, why: 'nothing reads who runs the server' },
      application: { keep: false, why: 'nothing reads by what program somebody posts' },
      mentions: { keep: false, why: OTHERS },
      quoted_status: { keep: false, why: OTHERS },
      in_reply_to_account_id: { keep: false, why: OTHERS },
      'card.author_name': { keep: false, why: OTHERS },
      'card.author_url': { keep: false, why: OTHERS },
      'card.authors': { keep: false, why: OTHERS },
      favourited: { keep: false, why: READER },
      reblogged: { keep: false, why: READER },
      bookmarked: { keep: false, why: READER },
      muted: { keep: false, why: READER },
      filtered: { keep: false, why: READER },
      voted: { keep: false, why: READER },
      own_votes: { keep: false, why: READER },
      current_user: { keep: false, why: READER },
    },
    limitations: [
      'A server knows only those posts of other servers that somebody there follows.',
      'Without search, a query finds posts by hashtag only.',
      'Where a server has no full-text search, searches find nothing and no error says so.',
      'Posts of other servers are asked for again with a token only; their counts are what this server has heard of.',
      'People whose profile refuses indexing, discovery or robots are left out.',
      'Of long threads strangers are shown 60 answers.',
    ],
  },
  options,
  next,
  boundsTime: false,
  hosts: (options) => [hostOf(options)],
  page,
  said,
});
