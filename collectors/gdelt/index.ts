/**
 * News of the world's media by GDELT's full-text search. Newest first, bounded in time; of each window 250 articles are shown at most,
 * so that a fuller one is asked for in parts, and nothing that is older than three months.
 */
import { z } from 'zod';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { readItems } from '../engine/listed_items.ts';
import { type Ask, listingCollector, type Page } from '../engine/listing.ts';
import { parseShape } from '../reading/json_body.ts';
import { judge, readAnswer } from './answer.ts';
import { said } from './normalize.ts';
import { article, articleList, seenAt } from './payload.ts';

const HOST = 'https://api.gdeltproject.org';
const MAX_RECORDS = 250;
/** What the search reaches back to. */
const HORIZON_DAYS = 90;
const QUARTER_MS = 15 * 60_000;

const words = z.array(z.string().regex(/^[a-z]+$/u, 'expected a name of small letters without spaces')).default([]);
const options = z.strictObject({
  base_url: z
    .url({ protocol: /^https?$/u })
    .default(HOST)
    .describe('where the search answers'),
  languages: words.describe('only articles in one of these (chinese, english …)'),
  countries: words.describe('only outlets of one of these (china, germany …)'),
  max_records: z.int().min(1).max(MAX_RECORDS).default(MAX_RECORDS).describe('articles an answer'),
});
type Options = z.output<typeof options>;

export const collector = listingCollector<Options, never>({
  meta: {
    name: 'gdelt',
    platform: 'gdelt',
    version: 1,
    kinds: ['mention'],
    queryKinds: ['keyword'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: [],
      robots: 'n/a',
      terms: 'GDELT is open for any use with its name cited; ask at most once in five seconds.',
    },
    pace: { perMinute: 10, concurrency: 1 },
    caps: { records_per_query: MAX_RECORDS, days_back: HORIZON_DAYS },
    collects: [],
    personal: { socialimage: { keep: false, why: 'a picture that may show people; no feature reads it' } },
    limitations: [
      'Articles have titles and addresses only: no text, no author, no counts.',
      'The date is when GDELT saw the article, to a quarter of an hour.',
      'Other languages are searched by their translation into English, so names in Chinese letters are seldom found.',
      'What is older than three months is lost.',
    ],
  },
  options,
  next: z.never(),
  boundsTime: true,
  resolutionMs: QUARTER_MS,
  hosts: ({ base_url }) => [new URL(base_url).host],
  page,
  said,
});

async function page(ask: Ask<Options, never>): Promise<Page<never>> {
  const { query, window, options } = ask;
  if (query.kind !== 'keyword') throw new RefusalError('failed', 'GDELT knows no such query');
  const url = new URL('/api/v2/doc/doc', options.base_url);
  const horizon = Math.floor(ask.now() / QUARTER_MS) * QUARTER_MS - HORIZON_DAYS * DAY_MS;
  const lost = window.since < horizon ? { since: window.since, until: Math.min(horizon, window.until) } : null;
  if (window.until <= horizon) return { records: [], next: null, lost, url: url.href, fetchedAt: ask.now() };
  const answer = await ask.http.send({
    url,
    accept: 'json',
    judge,
    query: {
      query: phrase(query.words, options),
      mode: 'artlist',
      format: 'json',
      sort: 'datedesc',
      maxrecords: options.max_records,
      startdatetime: compact(Math.max(window.since, horizon)),
      // Inclusive there, exclusive here.
      enddatetime: compact(window.until - 1000),
    },
  });
  const { articles = [] } = parseShape(articleList, readAnswer(answer), answer.url);
  const { items, rejected } = readItems(articles, article);
  return {
    records: items.map(({ value, payload }) => ({
      kind: 'mention',
      id: value.url,
      parentId: null,
      authorId: null,
      publishedAt: seenAt(value),
      payload,
    })),
    next: null,
    isCapped: articles.length >= options.max_records,
    lost,
    url: answer.url,
    fetchedAt: answer.fetchedAt,
    rejected,
  };
}

/** Quoted unless it is one plain word, as a hyphen outside of quotes leaves out what follows it. */
function phrase(asked: string, { languages, countries }: Options): string {
  const plain = asked.replaceAll('"', ' ').trim();
  const wanted = /^[\p{L}\p{N}]+$/u.test(plain) ? plain : `"${plain}"`;
  return [wanted, anyOf('sourcelang', languages), anyOf('sourcecountry', countries)]
    .filter((part) => part !== '')
    .join(' ');
}

function anyOf(field: string, values: readonly string[]): string {
  const terms = values.map((value) => `${field}:${value}`);
  return terms.length > 1 ? `(${terms.join(' OR ')})` : (terms[0] ?? '');
}

/** `20261115080000` */
function compact(utcMs: number): string {
  return new Date(utcMs).toISOString().replace(/\D/gu, '').slice(0, 14);
}
