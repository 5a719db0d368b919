/** Videos, dynamics, comments and accounts of Bilibili (哔哩哔哩) as the operator sees them in a browser of their own. */
import { jsonIn } from '../browsing/json_in.ts';
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { address } from './addresses.ts';
import { drive } from './drive.ts';
import { said } from './normalize.ts';
import { personal } from './personal.ts';
import { refusals } from './refusals.ts';
import { apiShapes } from './shapes_api.ts';
import { pageShapes } from './shapes_page.ts';

export const collector = siteCollector({
  meta: {
    name: 'bilibili',
    platform: 'bilibili',
    version: 1,
    kinds: ['post', 'comment', 'author'],
    queryKinds: ['keyword', 'author', 'post', 'mention_feed'],
    order: 'newest-first',
    access: {
      via: 'browser',
      secrets: [],
      robots: 'obeyed',
      terms:
        "Bilibili's terms forbid programs that collect its pages without permission: browse with an account of your own and keep what you see, and have the browser driven only where Bilibili has allowed you to.",
    },
    pace: { perMinute: 6, concurrency: 1 },
    caps: { hits_per_search: 1000 },
    collects: ['replies'],
    personal,
    limitations: [
      'A search shows 1000 videos at most, and its cards cut descriptions.',
      'Without a login only the first comments are shown.',
      'What is said in a video, and the danmaku over it, are not read.',
      'Comments below dynamics with pictures are put to them only where their page was open.',
      'Followers are shown in profiles and beside videos, not in comments.',
    ],
  },
  options: siteOptions,
  hosts: [
    'www.bilibili.com',
    '*.bilibili.com',
    '*.hdslb.com',
    '*.bilivideo.com',
    '*.bilivideo.cn',
    '*.biliapi.net',
    '*.biliapi.com',
    '*.geetest.com',
  ],
  session: {
    url: 'https://passport.bilibili.com/login',
    cookies: ['SESSDATA'],
    says: ({ url, text }) => {
      if (URL.parse(url)?.pathname !== '/x/web-interface/nav') return null;
      const nav = jsonIn(text) as { code?: unknown; data?: { isLogin?: unknown } | null } | null | undefined;
      if (nav?.code === -101) return false;
      return typeof nav?.data?.isLogin === 'boolean' ? nav.data.isLogin : null;
    },
  },
  shapes: [...apiShapes, ...pageShapes],
  refusals,
  address,
  drive,
  dailyBudget: 400,
  said,
});
