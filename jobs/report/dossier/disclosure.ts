/** Under whose rules on advertising a platform's posts fall first. It chooses which sentence to offer; it is no legal advice. */
import type { Words } from '../words/words.ts';

export type Place = keyof Words['dossier']['law'];

/** Platforms whose readers are in mainland China: 《互联网广告管理办法》 rules there. */
const CHINESE = new Set([
  'bilibili',
  'dianping',
  'douban',
  'douyin',
  'jd',
  'kuaishou',
  'taobao',
  'tieba',
  'tmall',
  'wechat',
  'weibo',
  'xiaohongshu',
  'zhihu',
]);
/** Platforms with readers in the United States, where the FTC's endorsement guides apply. */
const AMERICAN = new Set([
  'amazon',
  'bluesky',
  'hackernews',
  'instagram',
  'mastodon',
  'reddit',
  'tiktok',
  'trustpilot',
  'twitter',
  'x',
  'youtube',
]);

/** The places whose rules the author has to keep; both where the platform does not tell. */
export function placesOf(platform: string): readonly Place[] {
  if (CHINESE.has(platform)) return ['cn'];
  return AMERICAN.has(platform) ? ['us'] : ['cn', 'us'];
}
