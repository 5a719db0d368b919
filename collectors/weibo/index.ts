/** Weibo as it is seen through a browser. */

import { jsonIn } from '../browsing/json_in.ts';
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { address } from './addresses.ts';
import { drive } from './drive.ts';
import { said } from './normalize.ts';
import { personal } from './personal.ts';
import { refusals } from './refusals.ts';
import { desktopShapes } from './shapes_desktop.ts';
import { mobileShapes } from './shapes_mobile.ts';
import { searchPageShape } from './shapes_search_page.ts';

export const collector = siteCollector({
  meta: {
    name: 'weibo',
    platform: 'weibo',
    version: 1,
    kinds: ['post', 'comment', 'author'],
    queryKinds: ['keyword', 'author', 'post', 'mention_feed'],
    order: 'newest-first',
    access: {
      via: 'browser',
      secrets: [],
      robots: 'obeyed',
      terms:
        "Weibo's terms forbid programs that collect its pages without permission: browse with an account of your own and keep what you see, and have the browser driven only where Weibo has allowed you to.",
    },
    pace: { perMinute: 6, concurrency: 1 },
    caps: { pages_a_search: 50, comments_by_time: 50 },
    collects: ['replies'],
    personal,
    limitations: [
      'Reads of posts are shown to their authors only; views are those of videos.',
      'Saves are not shown.',
      'A search shows 50 pages at most, and not every post that has the words.',
      'Old comments show no place.',
      'A text that is cut in a list is whole once its post was opened or unfolded.',
    ],
  },
  options: siteOptions,
  hosts: [
    'm.weibo.cn',
    '*.weibo.cn',
    'weibo.com',
    '*.weibo.com',
    // Where one logs in.
    'login.sina.com.cn',
    '*.sinaimg.cn',
    '*.sinajs.cn',
    '*.weibocdn.com',
  ],
  session: {
    url: 'https://m.weibo.cn/login',
    cookies: ['SUB'],
    says: ({ url, text }) => {
      if (!/\/api\/config$/u.test(URL.parse(url)?.pathname ?? '')) return null;
      const config = jsonIn(text) as { data?: { login?: unknown } | null } | null | undefined;
      return typeof config?.data?.login === 'boolean' ? config.data.login : null;
    },
  },
  shapes: [...mobileShapes, ...desktopShapes, searchPageShape],
  refusals,
  address,
  drive,
  dailyBudget: 400,
  said,
});
