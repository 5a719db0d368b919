/** From a sealed status to what it says. Pure; the words stay markup, the texts are cleaned by the transforms. */
import type { z } from 'zod';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { exactCount } from '../reading/exact_count.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { sealedStatus } from './payload.ts';
import { isAnswer, publishedAt } from './records.ts';

type Sealed = z.output<typeof sealedStatus>;

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const { host, status, root_uri: rootId } = parseShape(sealedStatus, payload, `mastodon ${id}`);
  const shared = { authorId: status.account.url, url: status.url ?? null, publishedAt: publishedAt(status) };
  if (status.reblog) {
    return { record: { ...shared, isRepost: true }, author: author(status.account, host), counts: null };
  }
  return {
    record: {
      ...shared,
      rootId,
      // What stands before a folded text is its heading.
      title: status.spoiler_text || null,
      text: words(status),
      hashtags: [...new Set(status.tags?.map(({ name }) => name))],
      ...shown(status),
      isRepost: false,
    },
    author: author(status.account, host),
    counts: counts(status, host),
  };
}

/** The text, and what a poll offers under it. Null = the server gives none. */
function words({ content, poll }: Sealed['status']): string | null {
  if (!poll) return content ?? null;
  const offers = poll.options.map(({ title }) => `<li>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</li>`);
  return `${content ?? ''}<ul>${offers.join('')}</ul>`;
}

/** What is attached. An `unknown` file is one that the server has not fetched: then nobody knows how many pictures there are. */
function shown({ media_attachments: media, poll, in_reply_to_id }: Sealed['status']) {
  const has = (...types: readonly string[]) => media?.some(({ type }) => types.includes(type)) ?? false;
  const isKnown = Array.isArray(media) && !has('unknown');
  const hasVideo = has('video', 'gifv');
  const format = hasVideo ? 'video' : has('image') ? 'images' : poll ? 'poll' : has('audio') ? 'audio' : null;
  return {
    // Answers are compared with answers, whatever they show.
    format: isAnswer({ in_reply_to_id }) ? null : format,
    imageCount: isKnown ? media.filter(({ type }) => type === 'image').length : null,
    hasVideo: isKnown || hasVideo ? hasVideo : null,
  };
}

/** Of a post of another server only the reactions that this server has heard of are counted: there are as many at least. */
function counts(status: Sealed['status'], host: string): Said['counts'] {
  const isFloor = !URL.canParse(status.uri) || new URL(status.uri).host !== host;
  const seen = (value: number | null | undefined) => {
    const count = exactCount(value);
    return count === null ? null : { ...count, isFloor };
  };
  const { reblogs_count: reblogs, quotes_count: quotes } = status;
  return {
    likes: seen(status.favourites_count),
    replies: seen(status.replies_count),
    shares: seen(typeof reblogs === 'number' ? reblogs + (quotes ?? 0) : quotes),
  };
}

/** Bots and groups count as organisations: neither is a customer. */
function author({ acct, url, bot, group, followers_count }: Sealed['status']['account'], host: string): Said['author'] {
  return {
    name: acct.includes('@') ? acct : `${acct}@${host}`,
    url,
    followers: exactCount(followers_count),
    accountKind: bot === true || group === true ? 'organisation' : null,
  };
}
