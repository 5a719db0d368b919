/** Videos and comments of Kuaishou (快手) as the operator sees them in a browser of their own. Never driven: a person browses. */
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { address } from './addresses.ts';
import { said } from './normalize.ts';
import { personal } from './personal.ts';
import { refusals } from './refusals.ts';
import { session } from './session.ts';
import { shapes } from './shapes.ts';

export const collector = siteCollector({
  meta: {
    name: 'kuaishou',
    platform: 'kuaishou',
    version: 1,
    kinds: ['post', 'comment', 'author'],
    queryKinds: ['keyword', 'author', 'post'],
    order: 'unordered',
    access: {
      via: 'browser',
      secrets: [],
      robots: 'obeyed',
      terms:
        'What your own account is shown while you browse, kept for your own brands; the platform forbids collecting by programs, so nothing is opened or scrolled by one.',
    },
    pace: { perMinute: 6, concurrency: 1 },
    caps: {},
    collects: ['replies'],
    personal,
    limitations: [
      'Only what a person opens: it is not driven.',
      'Who names the own account is shown in the app only.',
      'Counts are rounded from ten thousand on; lists do not tell how many comments, saves and shares there are.',
      'Comments tell neither place nor how many answers they have.',
      'Which video a comment belongs to is told by the question and the page, not by the answer: a saved body alone leaves it unknown.',
    ],
  },
  options: siteOptions,
  hosts: [
    'www.kuaishou.com',
    '*.kuaishou.com',
    '*.gifshow.com',
    '*.kwaicdn.com',
    '*.kwimgs.com',
    '*.yximgs.com',
    '*.ksapisrv.com',
    '*.kuaishouzt.com',
    '*.ndcimgs.com',
  ],
  session,
  shapes,
  refusals,
  address: (query) => address(query),
  said,
});
