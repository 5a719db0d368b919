/**
 * Posts of any Discourse forum by its own REST API. Everything is newest first; of a search the forum shows 500 topics at most and of
 * each the newest fitting post, so the posts around it are taken along.
 */
import { listingCollector, type Page } from '../engine/listing.ts';
import { said } from './normalize.ts';
import { type DiscourseAsk, type Next, next, type Options, options } from './options.ts';
import { authorPage, latestPage, searchedPage, topicPageOf } from './pages.ts';

const DAY_MS = 86_400_000;

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'discourse',
    platform: 'discourse',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['keyword', 'mention_feed', 'author', 'post'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: ['DISCOURSE_API_KEY', 'DISCOURSE_API_USERNAME'],
      robots: 'n/a',
      terms:
        'You read this forum through the API that its owner offers; its own terms apply, so ask the owner before you collect more than occasionally.',
    },
    pace: { perMinute: 30, concurrency: 1 },
    caps: { topics_per_search: 500 },
    collects: ['replies'],
    personal: {
      username: { keep: true, why: 'tells people apart and is printed on the lists of own brands' },
      acting_username: { keep: false, why: 'repeats the user name' },
      target_username: { keep: false, why: 'names whom an answer was for; its number tells that' },
      reply_to_user: { keep: false, why: 'names whom an answer was for; its number tells that' },
      name: { keep: false, why: 'often a full real name, and not what accounts are told apart by' },
      acting_name: { keep: false, why: 'often a full real name' },
      target_name: { keep: false, why: 'often a full real name' },
      display_username: { keep: false, why: 'often a full real name' },
      avatar_template: { keep: false, why: 'a face that nothing reads' },
      acting_avatar_template: { keep: false, why: 'a face that nothing reads' },
      user_title: { keep: false, why: 'words about the person that nothing reads' },
      user_status: { keep: false, why: 'words about the person that nothing reads' },
      user_signature: { keep: false, why: 'words about the person that nothing reads' },
      user_custom_fields: { keep: false, why: 'whatever the forum asks of its members' },
      raw: { keep: false, why: 'repeats the text without its markup' },
      deleted_by: { keep: false, why: 'names a moderator' },
      polls: { keep: false, why: 'may name who voted' },
      mentioned_users: { keep: false, why: 'names others; the text does that where it matters' },
    },
    limitations: [
      'A search shows one post of a topic and 500 topics, so that of busy topics only the posts around the newest fitting one are seen.',
      'Searches are bounded by days.',
      'A post that moderators move to another topic becomes another post.',
      'Whispers, private messages, small actions and posts of the system are not collected.',
    ],
  },
  options,
  next,
  boundsTime: true,
  resolutionMs: DAY_MS,
  hosts: ({ base_url }) => [new URL(base_url).host],
  page,
  said,
});

async function page(ask: DiscourseAsk): Promise<Page<Next>> {
  const { query } = ask;
  switch (query.kind) {
    case 'keyword':
      return searchedPage(ask, query.words);
    case 'mention_feed':
      return latestPage(ask);
    case 'author':
      return authorPage(ask, query);
    case 'post':
      return topicPageOf(ask, query.postId);
  }
}
