/** From a hit to what it says. Pure; the words stay markup here as everywhere, the texts are cleaned by the transforms. */

import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { exactCount } from '../reading/exact_count.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { type Hit, hit } from './payload.ts';

const SITE = 'https://news.ycombinator.com';

export function isComment(one: Pick<Hit, '_tags' | 'comment_text'>): boolean {
  return one._tags.includes('comment') || typeof one.comment_text === 'string';
}

/** Throws PayloadError for a hit of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const one = parseShape(hit, payload, `hackernews ${id}`);
  const text = isComment(one) ? one.comment_text : one.story_text;
  if (!one.author && !text && !one.title) return { skip: 'deleted by its author or the site' };
  return {
    record: {
      authorId: one.author ?? null,
      title: isComment(one) ? null : (one.title ?? null),
      text: text ?? null,
      // A story names itself as its story.
      rootId: isComment(one) && typeof one.story_id === 'number' ? String(one.story_id) : null,
      url: `${SITE}/item?id=${one.objectID}`,
      publishedAt: one.created_at_i * 1000,
    },
    author: one.author ? { name: one.author, url: `${SITE}/user?id=${encodeURIComponent(one.author)}` } : null,
    counts: shownCounts({ likes: exactCount(one.points), replies: exactCount(one.num_comments) }),
  };
}
