/** One way to see items of all formats: what they are known by, what they say, when, by whom and with what. Pure. */

import { addressIn, nestedBase } from './links.ts';
import type { AtomEntry, JsonItem, Payload, Review, RssItem } from './payload.ts';

export interface Text {
  readonly words: string;
  /** False: markup characters in it mean themselves. */
  readonly isMarkup: boolean;
}

export interface Person {
  readonly name: string | null;
  readonly address: string | null;
}

export interface View {
  readonly guid: string | null;
  /** Whole address; null = none. */
  readonly link: string | null;
  /** An address of the site that it appeared on; null = that of the feed. */
  readonly site: string | null;
  readonly title: Text | null;
  /** The whole text, where the feed gives one. */
  readonly content: Text | null;
  readonly summary: Text | null;
  /** As shown, the best first. */
  readonly dates: readonly string[];
  readonly authors: readonly Person[];
  readonly tags: readonly string[];
  /** Pictures, films and sounds beside the text: MIME type or kind. */
  readonly attached: readonly { readonly url: string | null; readonly type: string }[];
  /** Id of the item that this one answers. */
  readonly answers: string | null;
  readonly replies: number | null;
  readonly likes: number | null;
  readonly views: number | null;
  /** Of five. */
  readonly rating: number | null;
}

export function viewOf(sealed: Payload): View {
  const { base } = sealed;
  const all = sealed.feed.authors ?? [];
  switch (sealed.format) {
    case 'rss':
    case 'rdf':
      return rssView(sealed.item, base);
    case 'atom':
      return atomView(sealed.item, base, all);
    case 'json':
      return jsonView(sealed.item, base, all);
    case 'app_store':
      return reviewView(sealed.item);
  }
}

function rssView(item: RssItem, base: string): View {
  const at = nestedBase(base, item.xml?.base);
  const { dc, dcterms, atom, guid, content, enclosures = [] } = item;
  const isAddress = guid?.isPermaLink !== false && /^(?:https?:)?\/\//iu.test(guid?.value ?? '');
  const alternate = atom?.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href;
  const link = [item.link, alternate, isAddress ? guid?.value : undefined, item.rdf?.about]
    .map((one) => addressIn(one, at))
    .find((one) => one !== null);
  return {
    ...NOTHING,
    guid: guid?.value ?? atom?.id ?? null,
    link: link ?? null,
    site: link ?? null,
    title: markup(item.title ?? dc?.titles?.[0]),
    content: markup(content?.encoded),
    summary: markup(item.description ?? dc?.descriptions?.[0] ?? item.itunes?.summary ?? describedIn(item.media)),
    dates: given([
      item.pubDate,
      ...(dc?.dates ?? []),
      atom?.published,
      ...(dcterms?.issued ?? []),
      ...(dcterms?.created ?? []),
      ...(dcterms?.available ?? []),
      ...(dcterms?.dates ?? []),
      atom?.updated,
      ...(dcterms?.modified ?? []),
    ]),
    authors: [
      ...named(dc?.creators),
      ...personsOf(item.authors, at),
      ...personsOf(atom?.authors, at),
      ...named(given([item.itunes?.author])),
    ],
    tags: given([...(item.categories ?? []).map(({ name }) => name), ...(dc?.subjects ?? [])]),
    attached: [
      ...enclosures.map(({ url, type = '' }) => ({ url: addressIn(url, at), type })),
      ...mediaOf(item.media, at),
    ],
    answers: item.thr?.inReplyTos?.[0]?.ref ?? null,
    replies: item.slash?.comments ?? item.thr?.total ?? null,
    ...communityOf(item.media),
  };
}

function atomView(entry: AtomEntry, base: string, ofFeed: readonly Named[]): View {
  const at = nestedBase(base, entry.xml?.base);
  const { links = [], dc, dcterms } = entry;
  const page = links.find(({ rel = 'alternate', type = '' }) => rel === 'alternate' && !/xml|json/iu.test(type));
  const authors = [entry.authors, entry.source?.authors, ofFeed].find((list) => list !== undefined && list.length > 0);
  const link = addressIn((page ?? links.find(({ rel = 'alternate' }) => rel === 'alternate'))?.href, at);
  const video = entry.yt?.videoId;
  return {
    ...NOTHING,
    guid: entry.id ?? null,
    link,
    site: link,
    title: typedText(entry.title),
    content: typedText(entry.content),
    summary: typedText(entry.summary) ?? plain(describedIn(entry.media)),
    dates: given([entry.published, ...(dcterms?.issued ?? []), ...(dc?.dates ?? []), entry.updated]),
    authors: [...personsOf(authors, at), ...named(dc?.creators)],
    // Schemes of machines (kinds of entries, channels) name no subject.
    tags: given(
      (entry.categories ?? []).map(({ label, term, scheme = '' }) =>
        /#kind$/u.test(scheme) ? undefined : (label ?? term),
      ),
    ),
    attached: [
      ...links
        .filter(({ rel }) => rel === 'enclosure')
        .map(({ href, type = '' }) => ({ url: addressIn(href, at), type })),
      ...mediaOf(entry.media, at),
      ...(video === undefined ? [] : [{ url: null, type: 'video' }]),
    ],
    answers: entry.thr?.inReplyTos?.[0]?.ref ?? null,
    replies: entry.thr?.total ?? entry.slash?.comments ?? null,
    ...communityOf(entry.media),
  };
}

function jsonView(item: JsonItem, base: string, ofFeed: readonly Named[]): View {
  const { authors = [], attachments = [] } = item;
  return {
    ...NOTHING,
    guid: item.id ?? null,
    link: addressIn(item.url ?? item.external_url, base),
    // The other address is what the item is about.
    site: addressIn(item.url, base),
    title: plain(item.title),
    content: markup(item.content_html) ?? plain(item.content_text),
    summary: plain(item.summary),
    dates: given([item.date_published, item.date_modified]),
    authors: personsOf(authors.length > 0 ? authors : ofFeed, base),
    tags: given(item.tags ?? []),
    attached: [
      ...attachments.map(({ url, mime_type = '' }) => ({ url: addressIn(url, base), type: mime_type })),
      ...(item.image === undefined ? [] : [{ url: addressIn(item.image, base), type: 'image' }]),
    ],
  };
}

function reviewView(item: Review): View {
  const { author, title, content, updated } = item;
  const [rating, likes] = [Number(item['im:rating'].label), Number(item['im:voteSum']?.label ?? Number.NaN)];
  return {
    ...NOTHING,
    guid: item.id.label,
    title: plain(title?.label),
    content: plain(content?.label),
    dates: given([updated?.label]),
    authors: [{ name: author?.name?.label ?? null, address: author?.uri?.label ?? null }],
    likes: Number.isInteger(likes) && likes >= 0 ? likes : null,
    rating: rating >= 1 && rating <= 5 ? rating : null,
  };
}

const NOTHING: View = {
  guid: null,
  link: null,
  site: null,
  title: null,
  content: null,
  summary: null,
  dates: [],
  authors: [],
  tags: [],
  attached: [],
  answers: null,
  replies: null,
  likes: null,
  views: null,
  rating: null,
};

type Media = RssItem['media'];
type Named = NonNullable<JsonItem['authors']>[number];

const markup = (words: string | undefined): Text | null => (words?.trim() ? { words, isMarkup: true } : null);
const plain = (words: string | undefined): Text | null => (words?.trim() ? { words, isMarkup: false } : null);

/** Atom says what its texts are; where it does not, a text is plain. */
function typedText(text: AtomEntry['title']): Text | null {
  const type = text?.type?.toLowerCase() ?? 'text';
  return type === 'text' || type === 'text/plain' ? plain(text?.value) : markup(text?.value);
}

function personsOf(people: readonly Named[] | undefined, base: string): Person[] {
  return (people ?? []).map(({ name, uri, url, link }) => ({
    name: name?.trim() || null,
    address: addressIn(uri ?? url ?? link, base),
  }));
}

function named(names: readonly string[] | undefined): Person[] {
  return (names ?? []).map((name) => ({ name: name.trim() || null, address: null }));
}

function given(values: readonly (string | undefined)[]): string[] {
  return values.flatMap((value) => (value?.trim() ? [value.trim()] : []));
}

function groupsOf(media: Media): readonly NonNullable<Media>[] {
  return media === undefined ? [] : [media, ...(media.groups ?? [])];
}

function mediaOf(media: Media, base: string): View['attached'] {
  return groupsOf(media).flatMap(({ contents = [], thumbnails = [] }) => [
    ...contents.map(({ url, type, medium }) => ({ url: addressIn(url, base), type: type ?? medium ?? '' })),
    ...thumbnails.map(({ url }) => ({ url: addressIn(url, base), type: 'thumbnail' })),
  ]);
}

function describedIn(media: Media): string | undefined {
  return groupsOf(media).find(({ description }) => description?.value !== undefined)?.description?.value;
}

function communityOf(media: Media): Pick<View, 'likes' | 'views'> {
  const known = groupsOf(media).find(({ community }) => community !== undefined)?.community;
  return { likes: known?.starRating?.count ?? null, views: known?.statistics?.views ?? null };
}
