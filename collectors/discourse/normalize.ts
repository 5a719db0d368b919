/** From a post to what it says. Pure. */

import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { exactCount } from '../reading/exact_count.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { accountId, postId } from './ids.ts';
import { countImages, ownMarkup, showsVideo } from './markup.ts';
import { type Post, post } from './payload.ts';

const LIKE = 2;

/** Throws PayloadError for a post of an unknown shape. */
export function said({ payload, id, request_url }: RawEnvelope): Said {
  const one = parseShape(post, payload, `discourse ${id}`);
  const site = id.slice(0, id.lastIndexOf('/', id.lastIndexOf('/') - 1));
  const isFirst = one.post_number === 1;
  const place = {
    parentId: isFirst ? null : postId(site, one.topic_id, one.reply_to_post_number ?? 1),
    rootId: isFirst ? null : postId(site, one.topic_id, 1),
    publishedAt: Date.parse(one.created_at),
  };
  if (isWithheld(one)) return { record: place, author: null, counts: null };
  const base = `${request_url?.startsWith('http:') === true ? 'http' : 'https'}://${site}`;
  const markup = typeof one.cooked === 'string' ? ownMarkup(one.cooked) : null;
  // What everybody may edit is nobody's in particular.
  const username = one.wiki === true ? null : (one.username ?? null);
  return {
    record: {
      ...place,
      authorId: username === null ? null : accountId(site, username),
      title: isFirst ? (one.topic?.title ?? one.topic_title ?? one.title ?? null) : null,
      text: markup ?? one.excerpt ?? null,
      hashtags: isFirst ? (one.topic?.tags ?? []) : [],
      url: `${base}/t/${one.topic_slug ?? one.topic?.slug ?? one.slug ?? '-'}/${one.topic_id}/${one.post_number}`,
      imageCount: markup === null ? null : countImages(markup),
      hasVideo: one.cooked === null || one.cooked === undefined ? null : showsVideo(one.cooked),
    },
    author:
      username === null
        ? null
        : {
            name: username,
            url: `${base}/u/${encodeURIComponent(username)}`,
            accountKind: one.staff === true || one.admin === true || one.moderator === true ? 'organisation' : null,
          },
    counts: countsOf(one, isFirst),
  };
}

/** Its author, or the forum, does not want it read any more. */
export function isWithheld({ user_deleted, deleted, hidden, deleted_at }: Post): boolean {
  return user_deleted === true || deleted === true || hidden === true || typeof deleted_at === 'string';
}

/** A first post carries what its whole topic got: answers at any level, and views where they are told. */
function countsOf(one: Post, isFirst: boolean): Said['counts'] {
  const likes = one.actions_summary?.find(({ id }) => id === LIKE)?.count ?? 0;
  const total = one.topic?.posts_count ?? null;
  return shownCounts({
    likes: one.actions_summary ? exactCount(likes) : null,
    replies: isFirst ? exactCount(total === null ? null : Math.max(0, total - 1)) : exactCount(one.reply_count),
    views: exactCount(isFirst ? one.topic?.views : one.reads),
  });
}
