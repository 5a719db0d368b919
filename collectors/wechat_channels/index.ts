/** Posts and comments of WeChat Channels (视频号) out of bodies that others saved. No page is opened: there is none. */
import { siteCollector } from '../browsing/site_collector.ts';
import { siteOptions } from '../browsing/site_options.ts';
import { said } from './normalize.ts';
import { shapes } from './shapes.ts';

export const collector = siteCollector({
  meta: {
    name: 'wechat_channels',
    platform: 'wechat_channels',
    version: 1,
    kinds: ['post', 'comment'],
    queryKinds: ['file'],
    order: 'unordered',
    access: {
      via: 'export',
      secrets: [],
      robots: 'n/a',
      terms:
        'Bodies that somebody saved and may use; Channels live in the app and have no public pages, so nothing is asked of them.',
    },
    pace: null,
    caps: {},
    collects: ['replies'],
    personal: {
      username: { keep: true, why: 'tells accounts apart' },
      nickname: { keep: true, why: 'is printed on the lists of own brands' },
      region_text: { keep: true, why: 'the province of a post or comment' },
      auth_profession: { keep: true, why: 'says that an account is verified' },
      signature: {
        keep: false,
        why: 'what a person says of themselves; only whether it names a way to do business is kept',
      },
      head_url: { keep: false, why: 'likeness of a person that nothing reads' },
      ext_info: { keep: false, why: 'sex and home of a person, and nothing reads them' },
      feed_latitude: { keep: false, why: 'where a person was' },
      feed_longitude: { keep: false, why: 'where a person was' },
      report_json: { keep: false, why: 'a log of the reader' },
      mp_locations: { keep: false, why: 'where a person was' },
      reply_content: { keep: false, why: 'words of another person, who has a record of their own' },
      url_token: { keep: false, why: 'a key to a file' },
      decode_key: { keep: false, why: 'a key to a file' },
      object_nonce_id: { keep: false, why: 'a token of the reader' },
      session_buffer: { keep: false, why: 'a token of the reader' },
      last_buffer: { keep: false, why: 'a token of the reader' },
    },
    limitations: [
      'Only what somebody saved; nothing is opened and nobody is followed up.',
      'A body of comments alone does not tell its post; a relay’s envelope does.',
      'Posts have no address that opens in a browser.',
      'Hearts (推荐) are a second kind of like that no count has a place for; likes are thumbs (赞).',
    ],
  },
  options: siteOptions,
  hosts: ['channels.weixin.qq.com'],
  session: null,
  shapes,
  refusals: [],
  address: () => null,
  said,
});
