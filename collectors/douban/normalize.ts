/** From what a page of Douban said to parts of canonical rows. Pure; times are UTC+8, ratings are of 5 stars. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import { ratingSign } from '../reading/rating.ts';
import type { Said } from '../reading/row_maker.ts';
import { countAmong, shownCounts } from '../reading/shown_count.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { type Author, accountId, type Opinion, type Reply, record, type Topic } from './payload.ts';

const SITE = 'https://www.douban.com';

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id, fetched_at: seenAt }: RawEnvelope): Said | Skip {
  const one = parseShape(record, payload, `douban ${id}`);
  switch (one.page) {
    case 'topic':
      return topicSaid(one, seenAt);
    case 'reply':
      return replySaid(one, seenAt);
    default:
      return opinionSaid(one, seenAt);
  }
}

/** `2026-11-16 10:00:00 广东` → the moment and the place. */
export function timeAndPlace(shown: string | null): { readonly time: string | null; readonly place: string | null } {
  const [, time = null, place = null] = /^([\d\s:.年月日-]+?)(?:\s+([^\d\s].*))?$/u.exec(shown ?? '') ?? [];
  return { time, place };
}

function opinionSaid(one: Opinion, seenAt: number): Said | Skip {
  if (one.html === '' && one.title === null && one.stars === null) return { skip: 'an opinion without words or stars' };
  const stars = one.stars === null ? null : Number(/\d+/u.exec(one.stars)?.[0] ?? 0) / 10;
  const isRated = stars !== null && stars >= 1 && stars <= 5;
  return {
    record: {
      authorId: accountId(one.author),
      title: one.title,
      text: one.html,
      url: new URL(one.url ?? '', one.subject.url).href,
      region: one.location,
      brand: one.brand,
      product: one.subject.name?.replace(HEADING, '') ?? null,
      publishedAt: publishedAtOf(one.time, seenAt),
      ...(isRated ? { rating: stars, ratingScale: 5, ratingSign: ratingSign(stars, 5) } : {}),
    },
    author: authorSaid(one.author),
    counts: shownCounts({ likes: countAmong(one.votes), replies: countAmong(one.replies) }),
  };
}

/** What headings of such pages add to the name: `… 短评`, `…的书评 (12)`. */
const HEADING = /\s*(?:短评|的?[书影剧乐]评)\s*(?:[(（]\d+[)）])?$/u;

function topicSaid(one: Topic, seenAt: number): Said {
  return {
    record: {
      authorId: accountId(one.author),
      title: one.title,
      text: one.html,
      url: `${SITE}/group/topic/${one.id}/`,
      region: one.location,
      imageCount: one.html.match(/<img\b/giu)?.length ?? 0,
      hasVideo: /<(?:video|iframe)\b/iu.test(one.html),
      publishedAt: publishedAtOf(one.time, seenAt),
    },
    author: authorSaid(one.author),
    counts: shownCounts({
      likes: countAmong(one.likes),
      saves: countAmong(one.saves),
      replies: countAmong(one.replies),
    }),
  };
}

function replySaid(one: Reply, seenAt: number): Said {
  const { time, place } = timeAndPlace(one.time);
  return {
    record: {
      authorId: accountId(one.author),
      rootId: one.topic,
      text: one.html,
      url: `${SITE}/group/topic/${one.topic}/?cid=${one.cid}#${one.cid}`,
      region: place,
      publishedAt: publishedAtOf(time, seenAt),
    },
    author: authorSaid(one.author),
    counts: shownCounts({ likes: countAmong(one.votes) }),
  };
}

/** Shown in place of the name of a closed account. */
const CLOSED = '[已注销]';

function authorSaid(author: Author): Said['author'] {
  const id = accountId(author);
  return id === null ? null : { name: author.name === CLOSED ? null : author.name, url: `${SITE}/people/${id}/` };
}
