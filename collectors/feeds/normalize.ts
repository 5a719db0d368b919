/** From a sealed item to what it says. Pure; the words stay markup here as everywhere, the texts are cleaned by the transforms. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { exactCount } from '../reading/exact_count.ts';
import { parseShape } from '../reading/json_body.ts';
import { ratingSign } from '../reading/rating.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { readFeedDate } from './feed_dates.ts';
import { authorOf } from './identity.ts';
import { type Payload, payload } from './payload.ts';
import { shownWith } from './pictures.ts';
import { type View, viewOf } from './view.ts';
import { tagsOf, textOf, titleOf, urlOf } from './wording.ts';

/** Throws PayloadError for an item of an unknown shape. */
export function said(envelope: RawEnvelope): Said | Skip {
  const sealed = parseShape(payload, envelope.payload, `feeds ${envelope.id}`);
  const view = viewOf(sealed);
  const text = textOf(view, sealed.article);
  const title = titleOf(view, text);
  if (title === null && text === null && view.link === null) return { skip: 'an item without words or address' };
  const author = authorOf(view, envelope.platform, sealed.base);
  const isWhole = sealed.article !== undefined || view.content?.isMarkup === true;
  const counts = shownCounts({
    likes: exactCount(view.likes),
    replies: exactCount(view.replies),
    views: exactCount(view.views),
  });
  return {
    record: {
      authorId: author?.id ?? null,
      parentId: view.answers,
      rootId: view.answers,
      title,
      text,
      hashtags: tagsOf(view),
      url: urlOf(view),
      brand: sealed.brand ?? null,
      ...(view.rating === null ? {} : { rating: view.rating, ratingScale: 5, ratingSign: ratingSign(view.rating, 5) }),
      ...shownWith(view, text, isWhole),
      publishedAt: publishedAtOf(sealed, view, envelope.fetched_at),
    },
    author: author === null ? null : { name: author.name, url: author.url },
    counts,
  };
}

/** The first of its dates that can be read. */
export function publishedAtOf(sealed: Pick<Payload, 'zone'>, { dates }: View, seenAt: number): number | null {
  for (const shown of dates) {
    const at = readFeedDate(shown, sealed.zone ?? null, seenAt);
    if (at !== null) return at;
  }
  return null;
}
