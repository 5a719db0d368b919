/** Reviews on product pages of Tmall (天猫) and Taobao (淘宝) as the operator sees them. Never driven: a person browses. */
import type { Query } from '../../warehouse/contracts/live.ts';
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { said } from './normalize.ts';
import { refusals } from './refusals.ts';
import { shapes } from './shapes.ts';

export const collector = siteCollector({
  meta: {
    name: 'tmall',
    platform: 'tmall',
    version: 1,
    kinds: ['review'],
    queryKinds: ['keyword'],
    order: 'unordered',
    access: {
      via: 'browser',
      secrets: [],
      robots: 'obeyed',
      terms:
        'What your own account is shown while you look at products, kept for your own brands; Taobao and Tmall forbid collecting by programs, so nothing is opened or scrolled by one.',
    },
    pace: { perMinute: 6, concurrency: 1 },
    caps: {},
    collects: [],
    personal: {
      displayUserNick: { keep: false, why: 'masked (a***b); it names nobody and must not be taken for a person' },
      userNick: { keep: false, why: 'masked (a***b); it names nobody and must not be taken for a person' },
      reduceUserNick: { keep: false, why: 'masked (a***b); it names nobody and must not be taken for a person' },
      userId: { keep: false, why: 'the account behind a masked name' },
      userIdEncryption: { keep: false, why: 'the account behind a masked name' },
      displayUserNumId: { keep: false, why: 'the account behind a masked name' },
      headPicUrl: { keep: false, why: 'likeness of a person that nothing reads' },
      headExtraPic: { keep: false, why: 'likeness of a person that nothing reads' },
      userInfo: { keep: false, why: 'of a person, and nothing reads it' },
      userVipLevel: { keep: false, why: 'a grade of a masked buyer' },
      tradeId: { keep: false, why: 'a purchase of a person' },
      tradeEndTime: { keep: false, why: 'a purchase of a person' },
    },
    limitations: [
      'Only what a person opens: it is not driven.',
      'Buyers are masked, so reviews count for the brand but belong to nobody.',
      'Old answers tell no rating; today’s tell good, middling or bad.',
      'No recorded answer was found: the fields are known from open-source readers only, and a change is told as drift.',
    ],
  },
  options: siteOptions,
  hosts: ['s.taobao.com', '*.taobao.com', '*.tmall.com', '*.alicdn.com', '*.mmstat.com', '*.tbcdn.cn'],
  session: {
    url: 'https://login.taobao.com/',
    cookies: ['unb'],
    says: ({ text, isDocument }) =>
      !isDocument && text.slice(0, 2000).includes('FAIL_SYS_SESSION_EXPIRED') ? false : null,
  },
  shapes,
  refusals,
  address,
  said,
});

/** Where the brand's products are found; their reviews open from there. */
function address(query: Query): string | null {
  return query.kind === 'keyword' ? `https://s.taobao.com/search?q=${encodeURIComponent(query.words)}&tab=mall` : null;
}
