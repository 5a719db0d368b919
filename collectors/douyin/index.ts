/** Videos, notes and comments of Douyin (抖音) as the operator sees them in a browser of their own. */
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { address, drive } from './addresses.ts';
import { said } from './normalize.ts';
import { personal } from './personal.ts';
import { refusals } from './refusals.ts';
import { session } from './session.ts';
import { shapes } from './shapes.ts';

export const collector = siteCollector({
  meta: {
    name: 'douyin',
    platform: 'douyin',
    version: 1,
    kinds: ['post', 'comment', 'author'],
    queryKinds: ['keyword', 'mention_feed', 'author', 'post'],
    order: 'unordered',
    access: {
      via: 'browser',
      secrets: [],
      robots: 'obeyed',
      terms:
        'What your own account is shown while you browse, kept for your own brands; the platform forbids collecting by programs without its permission, so the browser is driven only with a written one, and never past a check or a limit.',
    },
    pace: { perMinute: 6, concurrency: 1 },
    caps: { posts_per_search: 150 },
    collects: ['replies'],
    personal,
    limitations: [
      'A search shows some 150 posts and can not be bounded in time; which ones, the platform decides.',
      'Views are not shown to others than the author.',
      'Followers stand in profiles and lists of accounts, beside a post mostly not.',
      'An account opens by a long id that stands beside its posts; of one that was never seen there only a search by its name is offered.',
      'Work for a brand is known where the platform tells it (advertisements, orders of 星图); most of it is not told.',
      'Where a browser is driven, the search may answer nothing at all without saying why; that is a refusal, not an empty list.',
    ],
  },
  options: siteOptions,
  hosts: [
    'www.douyin.com',
    '*.douyin.com',
    '*.iesdouyin.com',
    '*.amemv.com',
    '*.douyinstatic.com',
    '*.douyinpic.com',
    '*.douyinvod.com',
    '*.byteimg.com',
    '*.bytegoofy.com',
    '*.bytescm.com',
    '*.bytednsdoc.com',
    '*.bytedance.com',
    '*.pstatp.com',
    '*.snssdk.com',
    '*.zijieapi.com',
    '*.zjcdn.com',
  ],
  session,
  shapes,
  refusals,
  address: (query) => address(query),
  drive: (query, _options, link) => drive(query, link),
  dailyBudget: 300,
  said,
});
