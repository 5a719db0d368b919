/** Asks for a page and reads it. Invariant: a page that is not what was asked for is a refusal or an error, never an empty list. */
import type { CheerioAPI } from 'cheerio';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import {
  type Http,
  type HttpAnswer,
  type HttpRequest,
  type Query,
  RefusalError,
} from '../../warehouse/contracts/live.ts';
import { decodePage, loadMarkup } from '../reading/html.ts';

/** How the pages of a site are told apart. */
export interface Site {
  /** As people call it. */
  readonly name: string;
  /** What the site says in its own words; asked only of pages that show nothing of what was wanted. Null = something else. */
  readonly refused: (markup: string, path: string) => RefusalError | null;
  /** What scripts would do to the markup before it is shown. Absent: nothing. */
  readonly unpacked?: (markup: string) => string;
}

/**
 * `read` gives null for a page that is not the one it knows; an empty list of the right kind is not null. Throws RefusalError for the
 * site's own ways to say no, PayloadError for a page of an unknown kind.
 */
export async function readPage<T>(
  http: Http,
  request: HttpRequest,
  site: Site,
  read: ($: CheerioAPI, answer: HttpAnswer) => T | null,
): Promise<{ readonly value: T; readonly answer: HttpAnswer }> {
  const answer = await http.send({ accept: 'html', ...request });
  const sent = decodePage(answer.bytes, answer.headers['content-type']);
  const markup = site.unpacked?.(sent) ?? sent;
  const value = read(loadMarkup(markup, answer.url), answer);
  if (value !== null) return { value, answer };
  const refusal = site.refused(markup, new URL(answer.url).pathname);
  if (refusal !== null) throw refusal;
  if (markup.trim() === '') throw new RefusalError('blocked', `${site.name} sends an empty page`);
  throw new PayloadError(`${answer.url}: nothing that we know of this page stands in it`, {
    facts: { path: '' },
    hint: `${site.name} has changed its pages; update koc. What came before is kept.`,
  });
}

/** Feed queries as one query a list, so that each list has a mark of its own; other queries stay. */
export function queriesOfLists(lists: readonly string[], asked: readonly Query[]): readonly Query[] {
  return asked.flatMap((query) => {
    if (query.kind !== 'mention_feed' || query.feed !== undefined) return query;
    return lists.map((feed) => ({ ...query, feed }));
  });
}

/** A list that is gone is told of and left out; the source's other lists are read. Everything else is thrown as it comes. */
export async function goneAlone<T>(list: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof RefusalError) || error.outcome !== 'gone') throw error;
    throw new RefusalError('gone', `${list}: ${error.message}`, { concerns: 'query', cause: error });
  }
}

/** Thrown for a feed query that none of the source's lists fits. */
export function noSuchList(list: string | undefined, hint: string): RefusalError {
  const what = list === undefined ? 'the source names no list to read' : `${list} is not among the lists of the source`;
  return new RefusalError('gone', what, { concerns: 'query', hint });
}
