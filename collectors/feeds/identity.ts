/**
 * What items and their authors are known by. The same item in two feeds has one id: its own where that is unique in the world, else
 * its address, else what it says; what is unique in one site only carries the site's name.
 */
import { hash } from 'node:crypto';
import { isMaskedAuthorId } from '../../warehouse/contracts/ids.ts';
import { siteOf, straightLink } from './links.ts';
import type { View } from './view.ts';

/** Ids longer than this are kept as their hash. */
const LONGEST = 300;
/** Ids that are unique wherever they stand: addresses, tag and urn URIs. */
const WORLDWIDE = /^(?:https?:\/\/|tag:|urn:|at:\/\/|yt:)/iu;

/** `home`: an address of the feed. `repeated`: ids that several items of the feed claim, and which say nothing therefore. */
export function itemId(view: View, home: string, repeated: ReadonlySet<string>): string {
  const { guid, link } = view;
  const own = guid === null || repeated.has(guid) ? null : guid;
  if (own !== null) return short(WORLDWIDE.test(own) ? own : `${siteOf(view.site ?? home)}:${own}`);
  if (link !== null) return short(straightLink(link));
  const said = [view.title?.words, view.dates[0], (view.content ?? view.summary)?.words ?? ''];
  return `${siteOf(home)}:${hash('sha256', JSON.stringify(said)).slice(0, 32)}`;
}

/** Ids that more than one item claims while their addresses differ. */
export function repeatedIds(views: readonly View[]): ReadonlySet<string> {
  const links = Map.groupBy(
    views.filter(({ guid }) => guid !== null),
    ({ guid }) => guid!,
  );
  const repeated = [...links].filter(([, same]) => new Set(same.map(({ link }) => link)).size > 1);
  return new Set(repeated.map(([guid]) => guid));
}

/** Names that whole offices and programs write under. */
const NOBODY =
  /^(?:admin(?:istrator)?|author|authors|editor|editors|webmaster|root|user|guest|staff|team|system|unknown|no-?reply|anonymous|rss|feed|佚名|匿名|网友|网络|转载|原创|小编|编辑|管理员|未知|本站)$/iu;

/** The account of an item, and how it calls itself; null when it has none that can be told apart. */
export function authorOf(
  view: View,
  platform: string,
  home: string,
): { readonly id: string; readonly name: string | null; readonly url: string | null } | null {
  const first = view.authors.find(({ name, address }) => name !== null || address !== null);
  if (first === undefined) return null;
  const { name, address } = first;
  const account = address === null ? null : accountIn(address);
  if (account !== null) return { id: account, name, url: address };
  if (name === null) return address === null ? null : { id: short(address), name, url: address };
  if (name.length > 100 || isMaskedAuthorId(name) || NOBODY.test(name)) return null;
  // On the open web a name means somebody within one site; on a platform it is the account's.
  const id = platform === 'web' ? `${siteOf(view.site ?? home)}/${name}` : name.replace(/^@/u, '');
  return { id, name, url: address };
}

/** Addresses that carry the account: of Apple's reviewers their number, of YouTube's channels their id. Names are no account there. */
const ACCOUNTS =
  /^https?:\/\/(?:itunes\.apple\.com\/\w+\/reviews\/id(\d+)|(?:www\.)?youtube\.com\/channel\/(UC[\w-]+))/u;

function accountIn(address: string): string | null {
  const [, reviewer, channel] = ACCOUNTS.exec(address) ?? [];
  return reviewer ?? channel ?? null;
}

function short(id: string): string {
  const plain = id.replace(/\s+/gu, ' ').trim();
  return plain.length <= LONGEST ? plain : `${plain.slice(0, 60)}:${hash('sha256', plain).slice(0, 32)}`;
}
