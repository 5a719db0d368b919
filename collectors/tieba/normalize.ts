/** From a floor or a comment below one to parts of canonical rows. Pure; times are UTC+8. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { countAmong, shownCounts } from '../reading/shown_count.ts';
import { publishedAtOf } from '../reading/shown_time.ts';
import { accountOf, authorOf, type Floor, record, type SubComment } from './payload.ts';

const SITE = 'https://tieba.baidu.com';
const PROFILE = 'https://tieba.baidu.com/home/main?id=';

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id, fetched_at: seenAt }: RawEnvelope): Said | Skip {
  const one = parseShape(record, payload, `tieba ${id}`);
  return one.page === 'floor' ? floorSaid(one, seenAt) : subCommentSaid(one, seenAt);
}

/** UTC ms; null = not shown. */
export function floorTime({ tail, field }: Floor, seenAt: number): number | null {
  const shown = tail.find((part) => /^\d{4}-\d{1,2}-\d{1,2}/u.test(part)) ?? field.content.date;
  return publishedAtOf(shown, seenAt);
}

function floorSaid(one: Floor, seenAt: number): Said {
  const { field, thread, html } = one;
  const isFirst = field.content.post_no === 1;
  const authorId = authorOf(one);
  const address = `${SITE}/p/${thread.tid}`;
  return {
    record: {
      authorId,
      title: isFirst ? thread.title : null,
      rootId: isFirst ? null : thread.tid,
      text: html,
      url: isFirst ? address : `${address}?pid=${field.content.post_id}#${field.content.post_id}`,
      region: placeIn(one.tail),
      imageCount: html.match(/<img\b[^>]*\bBDE_Image\b/gu)?.length ?? 0,
      hasVideo: /<(?:video|embed|iframe)\b/iu.test(html),
      publishedAt: floorTime(one, seenAt),
    },
    author: authorSaid(authorId, one.name ?? field.author.user_nickname ?? field.author.user_name),
    counts: shownCounts({
      replies: countAmong(isFirst ? thread.replies : field.content.comment_num?.toString()),
    }),
  };
}

function subCommentSaid(one: SubComment, seenAt: number): Said {
  const { field, html } = one;
  const authorId = accountOf(field.portrait);
  return {
    record: {
      authorId,
      rootId: one.tid,
      text: html.replace(ANSWERED, ''),
      url: `${SITE}/p/${one.tid}?pid=${one.pid}&cid=${field.spid}#${field.spid}`,
      publishedAt: publishedAtOf(one.time, seenAt),
    },
    author: authorSaid(authorId, field.showname ?? field.user_name),
    counts: null,
  };
}

/** 「回复 X :」 in front of an answer says whom it is for; it is no part of the words. */
const ANSWERED = /^\s*回复\s*(?:<a\b[^>]*>[^<]*<\/a>|[^\s:：<]{1,40})\s*[:：]\s*/u;

function placeIn(tail: readonly string[]): string | null {
  for (const part of tail) {
    const place = /^IP属地[:：]\s*(\S+)/u.exec(part)?.[1];
    if (place !== undefined && place !== '未知') return place;
  }
  return null;
}

function authorSaid(id: string | null, name: string | null | undefined): Said['author'] {
  return id === null ? null : { name: name || null, url: PROFILE + encodeURIComponent(id) };
}
