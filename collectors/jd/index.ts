/** Reviews on product pages of JD (京东) as the operator sees them. Never driven: a person browses. */
import type { Query } from '../../warehouse/contracts/live.ts';
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { said } from './normalize.ts';
import { refusals } from './refusals.ts';
import { shapes } from './shapes.ts';

export const collector = siteCollector({
  meta: {
    name: 'jd',
    platform: 'jd',
    version: 1,
    kinds: ['review'],
    queryKinds: ['keyword'],
    order: 'unordered',
    access: {
      via: 'browser',
      secrets: [],
      robots: 'obeyed',
      terms:
        'What your own account is shown while you look at products, kept for your own brands; JD forbids collecting by programs, so nothing is opened or scrolled by one.',
    },
    pace: { perMinute: 6, concurrency: 1 },
    caps: { reviews_a_product: 1000 },
    collects: [],
    personal: {
      nickname: { keep: false, why: 'masked by JD; it names nobody and must not be taken for a person' },
      userNickName: { keep: false, why: 'masked by JD; it names nobody and must not be taken for a person' },
      userProvince: { keep: true, why: 'the province of a review' },
      guid: { keep: false, why: 'a second id of the review' },
      orderId: { keep: false, why: 'a purchase of a person' },
      pin: { keep: false, why: 'the account behind a masked name' },
      encryptPin: { keep: false, why: 'the account behind a masked name' },
      userImage: { keep: false, why: 'likeness of a person that nothing reads' },
      userImageUrl: { keep: false, why: 'likeness of a person that nothing reads' },
      userImgURL: { keep: false, why: 'likeness of a person that nothing reads' },
      ip: { keep: false, why: 'where a person was' },
    },
    limitations: [
      'Only what a person opens: it is not driven.',
      'Buyers are masked, so reviews count for the brand but belong to nobody.',
      'At most 1000 reviews of a product are shown.',
      'The fields of the newest layout are known from open-source readers only; a change is told as drift.',
    ],
  },
  options: siteOptions,
  hosts: ['search.jd.com', '*.jd.com', '*.360buyimg.com', '*.jdcloud.com', '*.3.cn'],
  session: {
    url: 'https://passport.jd.com/new/login.aspx',
    cookies: ['thor'],
    says: ({ url, status }) =>
      /:\/\/passport\.jd\.com\/(?:new|uc)\/login/u.test(url) && status === 200 ? false : null,
  },
  shapes,
  refusals,
  address,
  said,
});

/** Where the brand's products are found; their reviews open from there. */
function address(query: Query): string | null {
  return query.kind === 'keyword'
    ? `https://search.jd.com/Search?keyword=${encodeURIComponent(query.words)}&enc=utf-8`
    : null;
}
