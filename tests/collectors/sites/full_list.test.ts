/** What stood in an author's own list of posts counts as such, and no source ever sees how that is remembered. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { shape } from '../../../collectors/browsing/shape.ts';
import type { SiteSource } from '../../../collectors/browsing/site.ts';
import { siteCollector } from '../../../collectors/browsing/site_collector.ts';
import { siteOptions } from '../../../collectors/browsing/site_options.ts';
import { siteReader } from '../../../collectors/browsing/site_reader.ts';
import type { RawEnvelope } from '../../../warehouse/contracts/raw.ts';

const list = (sees: string, path: RegExp) =>
  shape({
    name: sees.replaceAll(' ', '_'),
    sees,
    paths: [path],
    part: 'json',
    keeps: [],
    body: z.object({ items: z.array(z.object({ id: z.string() })) }),
    read: ({ items }) => ({
      records: items.map((it) => ({
        kind: 'post',
        id: it.id,
        parentId: null,
        authorId: 'u1',
        publishedAt: null,
        payload: { item: 'post', it },
      })),
      more: false,
      rejected: [],
    }),
  });

const payloads: unknown[] = [];
const site: SiteSource = {
  meta: {
    name: 'example',
    platform: 'example',
    version: 1,
    kinds: ['post'],
    queryKinds: ['keyword'],
    order: 'newest-first',
    access: { via: 'browser', secrets: [], robots: 'obeyed', terms: 'None.' },
    pace: { perMinute: 6, concurrency: 1 },
    caps: {},
    collects: [],
    personal: {},
    limitations: [],
  },
  options: siteOptions,
  hosts: ['www.example.com'],
  session: null,
  shapes: [list('search list', /^\/search$/u), list('posts of an author', /^\/user$/u)],
  refusals: [],
  address: () => null,
  said: ({ payload }) => {
    payloads.push(payload);
    return { record: { authorId: 'u1' }, author: null, counts: null };
  },
};

test.each([
  ['/search', 'keyword_only'],
  ['/user', 'full'],
])('a post seen at %s is covered as %s', (path, basis) => {
  const url = `https://www.example.com${path}`;
  const reader = siteReader(site, site.hosts);
  const text = '{"items":[{"id":"p1"}]}';
  const answer = reader.read({
    url,
    method: 'GET',
    sent: null,
    status: 200,
    headers: {},
    text,
    at: 1,
    isDocument: false,
    pageUrl: url,
  });
  const [record] = reader.seal(answer, 1);
  const envelope = { ...record, fetched_at: 1, parent_id: null, payload: JSON.parse(record!.payloadJson) };
  const header = {
    schema: 1,
    segment: 'koc.raw',
    source_id: 'a',
    collector: 'example',
    collector_version: 1,
    run: 'r',
    part: 0,
    context: {},
  } as const;
  const rows = siteCollector(site).normalizer(header)(envelope as unknown as RawEnvelope);
  expect('records' in rows && rows.records[0]?.coverageBasis).toBe(basis);
  expect(payloads.at(-1)).toEqual({ item: 'post', it: { id: 'p1' } });
});
