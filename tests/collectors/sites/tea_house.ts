/** A small invented site, declared as platforms are: lists as JSON, a post in the state of its page, reviews as JSON-LD, notes as markup. */
import { z } from 'zod';
import { NO_ADDRESS } from '../../../collectors/browsing/address.ts';
import { jsonHas, pageAt } from '../../../collectors/browsing/refuse.ts';
import { shape } from '../../../collectors/browsing/shape.ts';
import type { Read, SiteRecord, SiteSource } from '../../../collectors/browsing/site.ts';
import { siteOptions } from '../../../collectors/browsing/site_options.ts';
import { readItems } from '../../../collectors/engine/listed_items.ts';
import type { Received } from '../../../warehouse/contracts/browse.ts';

export const HOST = 'tea.example';
export const SEEN_AT = Date.UTC(2026, 10, 16, 8);

const leaf = z.looseObject({
  id: z.string(),
  by: z.looseObject({ uid: z.string() }),
  text: z.string(),
  at: z.number(),
});
type Leaf = z.infer<typeof leaf>;

function record({ id, by, at }: Leaf, payload: unknown): SiteRecord {
  return {
    kind: 'post',
    id,
    parentId: null,
    authorId: by.uid,
    publishedAt: at,
    payload: { item: 'leaf', leaf: payload },
  };
}

function readLeaves(leaves: readonly unknown[], more: boolean | null): Read {
  const { items, rejected } = readItems(leaves, leaf);
  return { records: items.map(({ value, payload }) => record(value, payload)), more, rejected };
}

/** `name`: the field under which lists stand, for a site that has changed its answers. */
export function teaHouse(name = 'leaves', version = 1): SiteSource {
  const answered = z.looseObject({ data: z.looseObject({ [name]: z.array(z.unknown()), more: z.boolean() }) });
  return {
    meta: {
      name: 'tea_house',
      platform: 'tea_house',
      version,
      kinds: ['post'],
      queryKinds: ['keyword'],
      order: 'newest-first',
      access: { via: 'browser', secrets: [], robots: 'n/a', terms: 'Its pages may be read by whoever is invited.' },
      pace: { perMinute: 6, concurrency: 1 },
      caps: {},
      collects: [],
      personal: {
        uid: { keep: true, why: 'tells people apart' },
        nick: { keep: true, why: 'is printed' },
        face: { keep: false, why: 'a picture of a person' },
      },
      limitations: ['It is invented.'],
    },
    options: siteOptions,
    hosts: [HOST, '*.tea.example'],
    session: null,
    shapes: [
      shape({
        name: 'search',
        sees: 'search list',
        paths: [/^\/api\/search$/u],
        part: 'json',
        keeps: ['q', 'page'],
        body: answered,
        read: ({ data }) => readLeaves(data[name] as unknown[], data.more === true),
      }),
      shape({
        name: 'post_page',
        sees: 'post',
        paths: [/^\/leaf\/\w+$/u],
        part: { state: '__TEA__' },
        keeps: [],
        body: z.looseObject({ leaf: z.unknown() }),
        read: (body) => readLeaves([body.leaf], null),
      }),
      shape({
        name: 'structured',
        sees: 'post',
        paths: [/^\/leaf\/\w+$/u],
        part: 'json-ld',
        isAt: ({ text }) => text.includes('ld+json'),
        keeps: [],
        body: z.array(z.looseObject({ '@type': z.string() })),
        read: () => ({ records: [], more: null, rejected: [] }),
      }),
    ],
    refusals: [
      { sign: 'code 7', is: jsonHas('code', 7), outcome: 'rate_limited', todo: 'Come back tomorrow.' },
      { sign: 'page /gate', is: pageAt(/\/gate(?:$|\?)/u), outcome: 'login_needed', todo: 'Log in.' },
    ],
    address: (query) =>
      query.kind === 'keyword' ? `https://${HOST}/search?q=${encodeURIComponent(query.words)}` : null,
    said: ({ payload }) => {
      const { leaf: said } = z
        .looseObject({ leaf: leaf.extend({ by: z.looseObject({ uid: z.string(), nick: z.string().nullish() }) }) })
        .parse(payload);
      return {
        record: { authorId: said.by.uid, text: said.text, publishedAt: said.at },
        author: { name: said.by.nick ?? null },
        counts: null,
      };
    },
  };
}

/** One post as the site writes it. */
export function teaLeaf(id: string, uid: string, text = '白茶回甘'): Record<string, unknown> {
  const by = { uid, nick: `茶客${uid}`, face: `https://img.tea.example/${uid}.jpg` };
  return {
    id,
    by,
    text,
    at: SEEN_AT - 3_600_000,
    visit_token: 't0ken-1',
    href: `https://${HOST}/leaf/${id}?xsec_token=t0ken-2&from=list`,
  };
}

export function received(url: string, body: unknown, more: Partial<Received> = {}): Received {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const isDocument = more.isDocument ?? false;
  return {
    url,
    method: 'GET',
    sent: null,
    status: 200,
    headers: {},
    text,
    at: SEEN_AT,
    isDocument,
    pageUrl: url,
    ...more,
  };
}

export function saved(body: unknown): Received {
  return received(NO_ADDRESS, body);
}

/** An answer of the search; `name` as in `teaHouse`. */
export function searchOf(leaves: readonly unknown[], name = 'leaves'): Received {
  return received(`https://api.${HOST}/api/search?q=tea&page=1&sign=5ecret`, {
    code: 0,
    data: { [name]: leaves, more: false },
  });
}
