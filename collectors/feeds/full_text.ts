/**
 * Reads the articles of items that their feed only teases. An article that does not want to be read leaves the teaser; one is never
 * fetched twice for the same words of its feed.
 */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import { type Http, RefusalError, type SourceState } from '../../warehouse/contracts/live.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { loadPage } from '../reading/html.ts';
import { articleIn } from './article.ts';
import type { Item } from './items.ts';
import { plainLength, urlOf } from './wording.ts';

/** Articles that are read between two batches: what an interruption costs at most. */
export const ARTICLES_A_PAGE = 10;
const MAX_BYTES = 3 * 1024 * 1024;
/** Articles that are remembered as read, and for how long a host that refused is not asked for any. */
const REMEMBERED = 5000;
const CLOSED_MS = 30 * DAY_MS;

const readBefore = z.array(z.string());
const closedHosts = z.record(z.string(), z.number());

/** What an article is remembered by: the item and the words that its feed has of it. */
export function articleKey({ id, sealed }: Item): string {
  return hash('sha256', `${id} ${JSON.stringify(sealed.item)}`).slice(0, 16);
}

export function articlesRead(state: SourceState): ReadonlySet<string> {
  return new Set(state.read('articles', readBefore) ?? []);
}

/** To be called once the items are sealed. */
export async function rememberArticles(state: SourceState, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const all = [...articlesRead(state)].filter((key) => !keys.includes(key));
  await state.write('articles', [...all, ...keys].slice(-REMEMBERED));
}

/** Whether the item has an address at one of the hosts, and that has not refused lately. */
export function mayBeRead(item: Item, hosts: ReadonlySet<string>, state: SourceState, nowMs: number): boolean {
  const url = urlOf(item.view);
  if (url === null) return false;
  const { host } = new URL(url);
  return hosts.has(host) && (state.read('closed', closedHosts)?.[host] ?? 0) <= nowMs;
}

/**
 * The item with its article, or as it is when there is none. Throws RefusalError when the host refuses: it is not asked again for
 * 30 days, in which its teasers are taken as they are.
 */
export async function withArticle(item: Item, http: Http, state: SourceState, nowMs: number): Promise<Item> {
  const url = urlOf(item.view);
  if (url === null) return item;
  try {
    const answer = await http.send({ url, accept: 'html', obeysRobots: true, maxBytes: MAX_BYTES });
    if (!/html|^$/iu.test(answer.headers['content-type'] ?? '')) return item;
    const found = articleIn(loadPage(answer));
    const teaser = item.view.content ?? item.view.summary;
    if (
      found === null ||
      (teaser !== null && plainLength({ words: found.html, isMarkup: true }) <= plainLength(teaser))
    ) {
      return item;
    }
    const article = { url: answer.url, html: found.html, found_by: found.foundBy };
    return { ...item, sealed: { ...item.sealed, article } };
  } catch (error) {
    if (error instanceof PayloadError) return item;
    if (!(error instanceof RefusalError)) throw error;
    // Not there, too large, forbidden by robots.txt, elsewhere than the options allow: nobody was bothered, and asking again is vain.
    if (error.outcome === 'gone' || error.retry === 'never') return item;
    const { host } = new URL(url);
    const closed = state.read('closed', closedHosts) ?? {};
    const lastsMs = error.outcome === 'failed' || error.outcome === 'rate_limited' ? DAY_MS : CLOSED_MS;
    await state.write('closed', { ...closed, [host]: nowMs + lastsMs });
    throw error;
  }
}
