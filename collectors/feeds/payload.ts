/** What is sealed of an item: what the feed says of it, beside what the feed says for all of its items. */
import { z } from 'zod';

export const FORMATS = ['rss', 'rdf', 'atom', 'json', 'app_store'] as const;
export type FeedFormat = (typeof FORMATS)[number];

const text = z.string().optional();
const texts = z.array(z.string()).optional();
const xml = z.looseObject({ base: text }).optional();
const person = z.looseObject({ name: text, uri: text, url: text, link: text });
const people = z.array(person).optional();
const typed = z.looseObject({ value: text, type: text, xml }).optional();
const dc = z
  .looseObject({ creators: texts, subjects: texts, dates: texts, titles: texts, descriptions: texts })
  .optional();
const dcterms = z
  .looseObject({ issued: texts, created: texts, available: texts, dates: texts, modified: texts })
  .optional();
const content = z.looseObject({
  url: text,
  type: text,
  medium: text,
  width: z.number().optional(),
  height: z.number().optional(),
});
const statistics = z.looseObject({ views: z.number().optional() }).optional();
const community = z
  .looseObject({ starRating: z.looseObject({ count: z.number().optional() }).optional(), statistics })
  .optional();
const thumbnails = z.array(content).optional();
const contents = z.array(content).optional();
const described = z.looseObject({ value: text }).optional();
const group = z.looseObject({ contents, thumbnails, community, description: described });
const media = z
  .looseObject({ contents, thumbnails, community, description: described, groups: z.array(group).optional() })
  .optional();
const thr = z
  .looseObject({
    total: z.number().optional(),
    inReplyTos: z.array(z.looseObject({ ref: text, href: text })).optional(),
  })
  .optional();
const slash = z.looseObject({ comments: z.number().optional() }).optional();
const link = z.looseObject({ href: text, rel: text, type: text });
const links = z.array(link).optional();
const shared = { dc, dcterms, media, thr, slash, xml };

export const rssItem = z.looseObject({
  ...shared,
  title: text,
  link: text,
  description: text,
  authors: people,
  categories: z.array(z.looseObject({ name: text })).optional(),
  enclosures: z.array(z.looseObject({ url: text, type: text })).optional(),
  guid: z.looseObject({ value: text, isPermaLink: z.boolean().optional() }).optional(),
  pubDate: text,
  content: z.looseObject({ encoded: text }).optional(),
  itunes: z.looseObject({ author: text, summary: text }).optional(),
  atom: z.looseObject({ id: text, published: text, updated: text, authors: people, links }).optional(),
  rdf: z.looseObject({ about: text }).optional(),
});
export type RssItem = z.infer<typeof rssItem>;

export const atomEntry = z.looseObject({
  ...shared,
  id: text,
  title: typed,
  content: typed,
  summary: typed,
  links,
  authors: people,
  source: z.looseObject({ authors: people }).optional(),
  published: text,
  updated: text,
  categories: z.array(z.looseObject({ term: text, label: text, scheme: text })).optional(),
  yt: z.looseObject({ videoId: text }).optional(),
});
export type AtomEntry = z.infer<typeof atomEntry>;

export const jsonItem = z.looseObject({
  id: text,
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: text,
  date_published: text,
  date_modified: text,
  tags: texts,
  authors: people,
  attachments: z.array(z.looseObject({ url: text, mime_type: text })).optional(),
});
export type JsonItem = z.infer<typeof jsonItem>;

const label = z.looseObject({ label: z.string() });
export const review = z.looseObject({
  id: label,
  title: label.optional(),
  content: label.optional(),
  updated: label.optional(),
  author: z.looseObject({ name: label.optional(), uri: label.optional() }).optional(),
  'im:rating': label,
  'im:version': label.optional(),
  'im:voteSum': label.optional(),
});
export type Review = z.infer<typeof review>;

/** The sealed record. `base`: where relative links start. `zone`, `brand`: the operator's word, where the feed has none. */
const common = {
  base: z.string(),
  zone: z.string().optional(),
  brand: z.string().optional(),
  feed: z.looseObject({ title: text, authors: people }),
  article: z.looseObject({ url: z.string(), html: z.string(), found_by: z.string() }).optional(),
};
export const payload = z.discriminatedUnion('format', [
  z.looseObject({ ...common, format: z.literal('rss'), item: rssItem }),
  z.looseObject({ ...common, format: z.literal('rdf'), item: rssItem }),
  z.looseObject({ ...common, format: z.literal('atom'), item: atomEntry }),
  z.looseObject({ ...common, format: z.literal('json'), item: jsonItem }),
  z.looseObject({ ...common, format: z.literal('app_store'), item: review }),
]);
export type Payload = z.infer<typeof payload>;

/** A list that a lone thing stands for itself in, and nothing at all when there is none. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
