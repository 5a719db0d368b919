/** What an operator says about feeds: addresses of their own choice, or templates into which a brand's words are put. */
import { z } from 'zod';
import type { Query } from '../../warehouse/contracts/live.ts';
import { slug } from '../../warehouse/contracts/raw.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';

const KEYWORD = '{keyword}';

const zone = z.string().refine((name) => {
  try {
    return zoneOffset(name) !== null;
  } catch {
    return false;
  }
}, 'expected a time zone such as Asia/Shanghai');

const entry = z
  .strictObject({
    url: z
      .string()
      .refine((text) => isWebAddress(text), 'expected an address that begins with http:// or https://')
      .optional()
      .describe(`address of the feed; ${KEYWORD} in it is replaced by the words of each brand`),
    route: z
      .string()
      .startsWith('/')
      .optional()
      .describe(`route of RSSHub below rsshub_url, such as /weibo/keyword/${KEYWORD}, instead of url`),
    platform: slug.default('web').describe('platform that its records belong to'),
    brand: z
      .string()
      .min(1)
      .optional()
      .describe('brand that each item of the feed is about; of a template: the only brand whose words are put in'),
    full_text: z.boolean().default(false).describe('read the article where the feed only teases'),
    timezone: zone.optional().describe('zone of dates that name none or an ambiguous one (CST); else UTC'),
    access_key: z.boolean().default(false).describe('send the RSSHub access key from RSSHUB_ACCESS_KEY'),
  })
  .refine(({ url, route }) => (url === undefined) !== (route === undefined), 'expected either url or route');

export const options = z
  .strictObject({
    feeds: z.array(entry).min(1).describe('the feeds of this source; each has its own mark'),
    rsshub_url: z
      .url({ protocol: /^https?$/u })
      .optional()
      .describe('your own instance of RSSHub, for routes'),
    hosts: z
      .array(z.string().regex(/^[\w.-]+(?::\d+)?$/u, 'expected a host such as www.example.org'))
      .default([])
      .describe('further hosts that may be asked: where feeds redirect to and where their articles are'),
  })
  .superRefine(({ feeds, rsshub_url }, context) => {
    const seen = new Set<string>();
    for (const [index, one] of feeds.entries()) {
      const issue = (message: string) => context.addIssue({ code: 'custom', path: ['feeds', index], message });
      if (one.route !== undefined && rsshub_url === undefined) issue('a route needs rsshub_url');
      const address = addressOf(one, rsshub_url);
      if (seen.has(address)) issue('this feed is listed twice');
      seen.add(address);
    }
  });
export type Options = z.output<typeof options>;

export interface Feed {
  /** The whole address, still with `{keyword}`; names the feed in queries. */
  readonly address: string;
  readonly isTemplate: boolean;
  readonly platform: string;
  readonly brand: string | null;
  readonly fullText: boolean;
  readonly timezone: string | null;
  readonly sendsKey: boolean;
}

export function feedsOf({ feeds, rsshub_url }: Options): Feed[] {
  return feeds.map((one) => {
    const address = addressOf(one, rsshub_url);
    return {
      address,
      isTemplate: address.includes(KEYWORD),
      platform: one.platform,
      brand: one.brand ?? null,
      fullText: one.full_text,
      timezone: one.timezone ?? null,
      sendsKey: one.access_key,
    };
  });
}

/** The feed that a query means; null when the options do not name it any more. A query without one means the first of its kind. */
export function feedOf(options: Options, { kind, feed }: Query & { kind: 'keyword' | 'mention_feed' }): Feed | null {
  const ofKind = feedsOf(options).filter(({ isTemplate }) => isTemplate === (kind === 'keyword'));
  return (feed === undefined ? ofKind[0] : ofKind.find(({ address }) => address === feed)) ?? null;
}

/** Where the feed is asked for, with the words in their place. */
export function filledAddress({ address }: Feed, words: string): string {
  return address.replaceAll(KEYWORD, encodeURIComponent(words));
}

export function hostsOf(options: Options): string[] {
  return [...feedsOf(options).map((feed) => new URL(filledAddress(feed, 'x')).host), ...options.hosts];
}

/** One query a plain feed, and one a template and brand's words. Feeds that the config asks for by brand leave out the others. */
export function queriesOf(options: Options, asked: readonly Query[]): Query[] {
  const only = asked.flatMap((query) => (query.kind === 'mention_feed' ? [query.brandId] : []));
  const words = asked.filter((query) => query.kind === 'keyword');
  return feedsOf(options).flatMap((feed): Query[] => {
    const { address, isTemplate, brand } = feed;
    if (isTemplate) {
      return words
        .filter(({ brandId }) => brand === null || brandId === brand)
        .map((query) => ({ ...query, feed: address }));
    }
    const isWanted = only.length === 0 || only.includes(brand);
    return isWanted ? [{ kind: 'mention_feed', brandId: brand, feed: address }] : [];
  });
}

function addressOf({ url, route }: { url?: string | undefined; route?: string | undefined }, base = ''): string {
  return url ?? `${base.replace(/\/+$/u, '')}${route ?? ''}`;
}

function isWebAddress(text: string): boolean {
  const filled = text.replaceAll(KEYWORD, 'x');
  return (
    /^https?:\/\//iu.test(text) && URL.canParse(filled) && new URL(filled).host !== '' && !hostOf(text).includes('{')
  );
}

function hostOf(text: string): string {
  return text.split('/', 3)[2] ?? '';
}
