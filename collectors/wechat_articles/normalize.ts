/** From an article to parts of canonical rows. Pure; reads and likes are not in the page. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { articlePath } from './addresses.ts';
import { type Article, article } from './payload.ts';

const SITE = 'https://mp.weixin.qq.com';

const FORMATS: Readonly<Record<string, string>> = {
  0: 'article',
  5: 'video',
  7: 'audio',
  8: 'pictures',
  10: 'text',
  11: 'repost',
};

/** Throws PayloadError for an article of an unknown shape. */
export function said({ payload, id, fetched_at: seenAt }: RawEnvelope): Said | Skip {
  const one = parseShape(article, payload, `wechat article ${id}`);
  const { biz, name } = one.account;
  const html = one.html || null;
  const type = one.item_show_type ?? '';
  return {
    record: {
      authorId: biz,
      title: one.title,
      text: html === null || type === '8' || type === '10' ? (one.words ?? html) : html,
      url: SITE + articlePath(one.id),
      format: FORMATS[type] ?? null,
      region: one.place,
      imageCount: html === null ? null : imagesIn(html),
      hasVideo: html === null ? (type === '5' ? true : null) : type === '5' || VIDEO.test(html),
      isRepost: type === '11' || one.copyright_stat === '2' ? true : one.copyright_stat === '1' ? false : null,
      publishedAt: articleTime(one, seenAt),
    },
    author: { name, url: biz === null ? null : `${SITE}/mp/profile_ext?action=home&__biz=${encodeURIComponent(biz)}` },
    counts: null,
  };
}

/** UTC ms; null = not told. */
export function articleTime({ times }: Article, seenAt: number): number | null {
  const told = [times['ct'], times['create_time'], times['create_timestamp'], times['publish_time']];
  const seconds = told.find((time) => /^\d{9,10}$/u.test(time ?? ''));
  if (seconds !== undefined) return Number(seconds) * 1000;
  return told.map((time) => publishedAtOf(time, seenAt)).find((at) => at !== null) ?? null;
}

function imagesIn(html: string): number {
  const images = html.match(/<img\b[^>]*>/giu) ?? [];
  return images.filter((image) => /\b(?:data-)?src="https?:/iu.test(image) && !/\bemoji\b/iu.test(image)).length;
}

const VIDEO = /<(?:video|mpvideo|mp-common-videosnap|mp-common-mpvideo)\b|class="[^"]*\bvideo_iframe\b/iu;
