/**
 * Feeds of every format. Each feed is a listing with a mark of its own, so that a broken one costs itself only. A feed shows its last
 * items and nothing else: what fell out of it between two passes is told as lost.
 */
import { z } from 'zod';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import { type HttpAnswer, RefusalError, window } from '../../warehouse/contracts/live.ts';
import { type Ask, listingCollector, type Page } from '../engine/listing.ts';
import { decodeFeed } from './decode_feed.ts';
import { ARTICLES_A_PAGE, articleKey, articlesRead, mayBeRead, rememberArticles, withArticle } from './full_text.ts';
import { authorOf } from './identity.ts';
import { type Item, itemsOf, listed } from './items.ts';
import { said } from './normalize.ts';
import { type Feed, feedOf, filledAddress, hostsOf, type Options, options, queriesOf } from './options.ts';
import { PERSONAL } from './personal.ts';
import { readFeed } from './read_feed.ts';
import { isTeaser } from './wording.ts';

const next = z.strictObject({
  /** Page of the feed; null = all is read, and only to be noted. */
  url: z.string().nullable(),
  /** False: the page was looked at before, and only articles are left of it. */
  isFresh: z.boolean(),
  /** Articles that were read with the page before. */
  read: z.array(z.string()),
  lost: window.nullable(),
});
type Next = z.infer<typeof next>;

/** Feeds with thousands of items stay below. */
const MAX_BYTES = 10 * 1024 * 1024;

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'feeds',
    platform: 'web',
    version: 1,
    kinds: ['post', 'comment', 'review'],
    queryKinds: ['keyword', 'mention_feed'],
    order: 'newest-first',
    access: {
      via: 'public_page',
      secrets: ['RSSHUB_ACCESS_KEY'],
      robots: 'n/a',
      terms:
        'Feeds are offered for subscription by those who publish them; their words stay theirs, and articles are read only where robots.txt of their host allows it.',
    },
    pace: { perMinute: 30, concurrency: 1 },
    caps: {},
    // Feeds date items by their draft and list them late.
    overlapHours: 72,
    collects: [],
    personal: PERSONAL,
    limitations: [
      'A feed shows its last items only; what fell out of it between two passes is told as a lost interval.',
      'On the open web an author is a name within one site; the same name elsewhere is somebody else.',
      'Counts are shown by few feeds.',
      'An item without a readable date belongs to no week.',
    ],
  },
  options,
  next,
  boundsTime: false,
  hosts: hostsOf,
  queries: queriesOf,
  page: async (ask) => {
    try {
      return await page(ask);
    } catch (error) {
      throw ofThisFeed(error);
    }
  },
  said,
});

async function page(ask: Ask<Options, Next>): Promise<Page<Next>> {
  const { query, state, next } = ask;
  if (query.kind !== 'keyword' && query.kind !== 'mention_feed')
    throw new RefusalError('failed', 'feeds know no such query');
  const feed = feedOf(ask.options, query);
  if (next !== null) await rememberArticles(state, next.read);
  const words = query.kind === 'keyword' ? query.words : '';
  const url = next === null && feed !== null ? filledAddress(feed, words) : (next?.url ?? null);
  // Taken out of the options while it was under way, or at its end.
  if (feed === null || url === null) {
    return {
      records: [],
      next: null,
      url: ask.options.feeds[0]?.url ?? '',
      fetchedAt: ask.now(),
      lost: next?.lost ?? null,
    };
  }
  const answer = await ask.http.send({
    url,
    accept: 'xml',
    conditional: next === null,
    maxBytes: MAX_BYTES,
    judge,
    ...(feed.sendsKey ? { secretQuery: { key: ask.secret('RSSHUB_ACCESS_KEY') } } : {}),
  });
  const at = { url: answer.url, fetchedAt: answer.fetchedAt };
  if (answer.isNotModified) return { records: [], next: null, ...at };
  const read = readFeed(decodeFeed(answer.bytes, answer.headers['content-type']), answer.url);
  const { items, rejected } = itemsOf(read, feed, answer.fetchedAt);
  if (read.isCut)
    ask.log.warn({ host: new URL(url).host }, 'a feed ends in the middle; its last item is left for later');
  const isFresh = next === null || next.isFresh;
  const full = feed.fullText ? await articles(ask, items) : { skipped: new Set<Item>(), read: [], isMore: false };
  const sealed = isFresh ? items.filter((item) => !full.skipped.has(item)) : [];
  const records = [...sealed, ...full.read.map(({ item }) => item)].map((item) => {
    return listed(item, feed.platform, authorOf(item.view, feed.platform, read.base)?.id ?? null);
  });
  const lost = await lostBefore(ask, feed, words, items, next === null);
  const readNow = full.read.map(({ key }) => key);
  const after = full.isMore ? url : items.some(({ publishedAt }) => publishedAt !== null) ? read.next : null;
  const isOver = after === null && readNow.length === 0;
  return {
    records,
    next: isOver ? null : { url: after, isFresh: !full.isMore, read: readNow, lost },
    lost,
    isUnsettled: read.isCut || items.some((item) => item.isYetToCome),
    rejected,
    ...at,
  };
}

/** Reads some of the articles that are due. `skipped`: items that are not to be sealed as the feed has them. */
async function articles(ask: Ask<Options, Next>, items: readonly Item[]) {
  const { state, window } = ask;
  const known = articlesRead(state);
  const hosts = new Set(hostsOf(ask.options));
  const isWanted = ({ publishedAt: at }: Item) => at === null || (at >= window.since && at < window.until);
  const teasers = items
    .filter((item) => isWanted(item) && isTeaser(item.view) && mayBeRead(item, hosts, state, ask.now()))
    .map((item) => ({ item, key: articleKey(item) }));
  const due = teasers.filter(({ key }) => !known.has(key));
  const read: { item: Item; key: string }[] = [];
  for (const { item, key } of due.slice(0, ARTICLES_A_PAGE)) {
    read.push({ item: await withArticle(item, ask.http, state, ask.now()), key });
  }
  return { skipped: new Set(teasers.map(({ item }) => item)), read, isMore: due.length > read.length };
}

/**
 * What fell out of the feed: it had items when it was last looked at, and everything in it is newer than that. A feed that had none
 * has just begun to grow.
 */
async function lostBefore(
  { mark, state }: Ask<Options, Next>,
  { address }: Feed,
  words: string,
  items: readonly Item[],
  isFirst: boolean,
): Promise<Next['lost']> {
  const name = `shown ${address} ${words}`;
  const before = state.read(name, z.number());
  if (isFirst) await state.write(name, items.length);
  const dates = items.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt]));
  if (mark === null || dates.length === 0 || (isFirst && before === 0)) return null;
  const oldest = dates.reduce((least, date) => Math.min(least, date));
  return oldest > mark ? { since: mark, until: oldest } : null;
}

/** Servers say the wrong type of a good feed, and RSSHub answers 503 where it is the platform behind it that does not answer. */
function judge({ status, text }: HttpAnswer): 'accept' | 'failed' | null {
  if (status >= 200 && status < 300 && isFeed(text)) return 'accept';
  return status >= 400 &&
    /RSSHub[\s\S]*(?:something went wrong|Route requested|Error Message)/u.test(text.slice(0, 50_000))
    ? 'failed'
    : null;
}

function isFeed(text: string): boolean {
  const head = text.slice(0, 20_000);
  return /<(?:\w+:)?(?:rss|rdf|feed)[\s>]/iu.test(head) && !/^\s*<(?:!doctype html|html)/iu.test(head);
}

/** Whatever is wrong with a feed is wrong with that feed. */
function ofThisFeed(error: unknown): unknown {
  if (error instanceof PayloadError) {
    const { facts, message, hint } = error;
    return new RefusalError('failed', message, {
      facts,
      cause: error,
      concerns: 'query',
      ...(hint === undefined ? {} : { hint }),
    });
  }
  if (!(error instanceof RefusalError)) return error;
  const { outcome, message, facts, hint, retry } = error;
  return new RefusalError(outcome, message, {
    facts,
    retry,
    cause: error,
    concerns: 'query',
    ...(hint === undefined ? {} : { hint }),
  });
}
