/**
 * What a person is asked to look at in a capture: the words of the brands, the brand's own mentions, authors of the backfill queue, posts
 * due for a refresh. A thing counts as looked at when the platform answered it, not when its page was opened.
 */
import { siteAddress } from '../../collectors/browsing/address.ts';
import type { Reading } from '../../collectors/browsing/answer.ts';
import type { SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { Query, QueryKind } from '../../warehouse/contracts/live.ts';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { dayNo, isoDate, type ZoneOffset } from '../../warehouse/contracts/time.ts';

export interface WantedItem {
  readonly query: Query;
  /** As a person knows it: the words, the handle, the day of the post. */
  readonly label: string;
  /** Page at which it is looked at; null = it has to be looked for. */
  readonly url: string | null;
  /** UTC ms when it was looked at in this capture; null = not yet. */
  seenAt: number | null;
}

/** In this order on the page and at the terminal. */
export const WANTED_KINDS = ['keyword', 'mention_feed', 'author', 'post'] as const satisfies readonly QueryKind[];

/** `links`: known addresses of single posts, by id. */
export function wantedItems(
  site: Pick<SiteSource, 'address'>,
  options: SiteOptions,
  queries: readonly Query[],
  { links, offset }: { readonly links: Readonly<Record<string, string>>; readonly offset: ZoneOffset },
): WantedItem[] {
  const seen = new Set<string>();
  return queries.flatMap((query): WantedItem[] => {
    const key = JSON.stringify(query);
    if (seen.has(key)) return [];
    seen.add(key);
    const known = query.kind === 'post' ? links[query.postId] : undefined;
    const address = known !== undefined && URL.canParse(known) ? known : site.address(query, options);
    const url = address === null ? null : siteAddress(address, options);
    return [{ query, label: labelOf(query, offset), url, seenAt: null }];
  });
}

/** How many of a kind are not looked at yet. */
export function leftOf(items: readonly WantedItem[], kind: QueryKind): number {
  return items.filter(({ query, seenAt }) => query.kind === kind && seenAt === null).length;
}

/** Whether this answer is what the item asks for. */
export function looksAt({ query, url }: WantedItem, answer: Received, { shape, records }: Reading): boolean {
  switch (query.kind) {
    case 'keyword':
      return shape.sees === 'search list' && asksFor(answer, query.words);
    case 'mention_feed':
      return shape.sees === 'mentions';
    case 'author': {
      if (shape.sees !== 'posts of an author' && shape.sees !== 'profile') return false;
      const isOf = query.authorId !== null && records.some(({ authorId }) => authorId === query.authorId);
      return isOf || (url !== null && isAt(url, answer));
    }
    case 'post':
      return shape.sees === 'post' && records.some(({ kind, id }) => kind === 'post' && id === query.postId);
  }
}

/** What was looked at and what was not, for whoever reads the pass: words of brands by name, people and posts by number only. */
export function askedOf(wanted: readonly WantedItem[]): ManifestEntry['asked'] {
  const words = (isSeen: boolean): string[] =>
    wanted.flatMap(({ query, seenAt }) =>
      query.kind === 'keyword' && (seenAt !== null) === isSeen ? [query.words] : [],
    );
  const [searched, left] = [[...new Set(words(true))], [...new Set(words(false))]];
  const count = (kind: 'author' | 'post', isSeen: boolean): number =>
    wanted.filter(({ query, seenAt }) => query.kind === kind && (seenAt !== null) === isSeen).length;
  return {
    ...(searched.length === 0 ? {} : { searched: searched.join('\n') }),
    ...(left.length === 0 ? {} : { not_searched: left.filter((one) => !searched.includes(one)).join('\n') }),
    authors_seen: count('author', true),
    authors_left: count('author', false),
    posts_seen: count('post', true),
    posts_left: count('post', false),
  };
}

/** Whether a search is for these words: they stand alone in its address, in that of its page or in what was sent. */
export function asksFor({ url, pageUrl, sent }: Pick<Received, 'url' | 'pageUrl' | 'sent'>, words: string): boolean {
  const wanted = folded(words);
  return [...wordsIn(url), ...wordsIn(pageUrl), ...sentWords(sent)].some((text) => unpacked(text).includes(wanted));
}

function* wordsIn(address: string): Generator<string> {
  const url = URL.parse(address);
  if (url === null) return;
  yield* url.searchParams.values();
  yield* url.pathname.split('/');
  // Routes of pages that live behind the fragment, and lists of parameters inside of one.
  yield* url.hash.split(/[#/?&=]/u);
  for (const value of url.searchParams.values()) if (value.includes('q=')) yield* new URLSearchParams(value).values();
}

function* sentWords(sent: string | null): Generator<string> {
  if (sent === null || sent.length > 100_000) return;
  const json = parsed(sent);
  if (json === undefined) yield* new URLSearchParams(sent).values();
  else yield* textsIn(json, 0);
}

function* textsIn(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null && depth < 8)
    for (const inner of Object.values(value)) yield* textsIn(inner, depth + 1);
}

/** The text, and what it becomes when it was encoded once or twice too often. */
function unpacked(text: string): string[] {
  const forms = [text];
  for (let at = text; /%[0-9a-f]{2}/iu.test(at) && forms.length < 4; forms.push(at)) {
    try {
      at = decodeURIComponent(at);
    } catch {
      break;
    }
  }
  return forms.map(folded);
}

function folded(text: string): string {
  return text.normalize('NFKC').replaceAll('+', ' ').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
}

/** Whether the answer came to the page of an address: its path, and every parameter that the address names. */
function isAt(address: string, { isDocument, url, pageUrl }: Received): boolean {
  const [wanted, shown] = [URL.parse(address), URL.parse(isDocument ? url : pageUrl)];
  if (wanted === null || shown === null) return false;
  const plain = (path: string): string => unpacked(path.replace(/\/+$/u, '')).at(-1)!;
  if (plain(wanted.pathname) !== plain(shown.pathname) || wanted.pathname === '/') return false;
  return [...wanted.searchParams].every(([name, value]) => shown.searchParams.get(name) === value);
}

function labelOf(query: Query, offset: ZoneOffset): string {
  switch (query.kind) {
    case 'keyword':
      return query.words;
    case 'mention_feed':
      return '@';
    case 'author':
      return query.handle ?? query.authorId ?? '?';
    case 'post':
      return `${query.publishedAt === null ? '' : `${isoDate(dayNo(query.publishedAt, offset))} · `}${query.postId}`;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
