/** Notes and comments of Xiaohongshu (小红书, RedNote) as the operator sees them in a browser of their own. */
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { address, drive } from './addresses.ts';
import { said } from './normalize.ts';
import { personal } from './personal.ts';
import { refusals } from './refusals.ts';
import { session } from './session.ts';
import { APP_SHAPES } from './shapes_app.ts';
import { PAGE_SHAPES } from './shapes_page.ts';
import { WEB_SHAPES } from './shapes_web.ts';

export const collector = siteCollector({
  meta: {
    name: 'xiaohongshu',
    platform: 'xiaohongshu',
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
    caps: { notes_per_search: 220 },
    collects: ['replies'],
    personal,
    limitations: [
      'A search shows about 220 notes and can not be bounded in time; which ones, the platform decides.',
      'Cards of lists show title, author and likes; text, saves, comments and place are in the opened note.',
      'A note opens only by a link with a token, from a list that was seen before.',
      'Reads are not shown to others than the author.',
      'Whether a note is work for a brand is shown in the app only.',
    ],
  },
  options: siteOptions,
  hosts: ['www.xiaohongshu.com', '*.xiaohongshu.com', '*.xhscdn.com', 'www.rednote.com', '*.rednote.com'],
  session,
  shapes: [...WEB_SHAPES, ...PAGE_SHAPES, ...APP_SHAPES],
  refusals,
  address: (query) => address(query),
  drive: (query, _options, link) => drive(query, link),
  dailyBudget: 300,
  said,
});
