/** From an article of the list to what it says: a mention without an author, since GDELT names outlets only. Pure. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { article, seenAt } from './payload.ts';

/** Throws PayloadError for an article of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said {
  const one = parseShape(article, payload, `gdelt ${id}`);
  return {
    record: {
      title: one.title?.trim() || null,
      url: one.url,
      format: 'article',
      region: one.sourcecountry?.trim() || null,
      publishedAt: seenAt(one),
    },
    author: null,
    counts: null,
  };
}
