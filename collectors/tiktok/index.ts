/** Posts and comments of TikTok out of bodies that others saved: HAR files, browser extensions, relays. No page is opened. */
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { said } from './normalize.ts';
import { personal } from './personal.ts';
import { refusals } from './refusals.ts';
import { shapes } from './shapes.ts';

export const collector = siteCollector({
  meta: {
    name: 'tiktok',
    platform: 'tiktok',
    version: 1,
    kinds: ['post', 'comment', 'author'],
    queryKinds: ['file'],
    order: 'unordered',
    access: {
      via: 'export',
      secrets: [],
      robots: 'n/a',
      terms:
        'Bodies that somebody saved and may use; TikTok opens its research interface to non-profit research only and forbids collecting by programs, so nothing is asked of it.',
    },
    pace: null,
    caps: {},
    collects: ['replies'],
    personal,
    limitations: [
      'Only what somebody saved; nothing is opened and nobody is followed up.',
      'Comments tell no place.',
      'An advertisement is known where the post itself is marked as one.',
    ],
  },
  options: siteOptions,
  hosts: ['www.tiktok.com', '*.tiktok.com'],
  session: null,
  shapes,
  refusals,
  address: () => null,
  said,
});
