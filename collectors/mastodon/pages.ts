/** One page of a tag's timeline, of the search or of an account: what is asked, what is a record, and which threads are read next. */
import { z } from 'zod';
import { type Query, RefusalError } from '../../warehouse/contracts/live.ts';
import { readItems } from '../engine/listed_items.ts';
import type { Ask, Page } from '../engine/listing.ts';
import { accountName } from '../reading/account_name.ts';
import { get, hostOf, olderThan } from './api.ts';
import { refuses } from './consent.ts';
import type { Options } from './options.ts';
import { account, searchPage, statusList } from './payload.ts';
import { isAnswer, publishedAt, readStatuses, record, type Shown, UNKNOWN_PLACE } from './records.ts';
import { answerOf, hashtagOf, threadOf } from './references.ts';
import { thread } from './thread.ts';

/** `after`: id of the oldest status seen, or how many results were; `account`: the server's id of whose statuses they are. */
export const next = z.strictObject({ account: z.string().nullable(), after: z.string() });
export type Next = z.infer<typeof next>;
type Asked = Ask<Options, Next>;

export function page(ask: Asked): Promise<Page<Next>> {
  const { query } = ask;
  switch (query.kind) {
    case 'author':
      return accountPage(ask, accountName(query.authorId, query.handle));
    case 'post':
      return thread(ask, query.postId);
    default: {
      const words = query.kind === 'keyword' ? query.words : '';
      return ask.options.search ? found(ask, words) : tagged(ask, hashtagOf(words));
    }
  }
}

async function tagged(ask: Asked, tag: string | null): Promise<Page<Next>> {
  if (tag === null)
    throw new RefusalError('failed', 'the words of a query make no hashtag', {
      concerns: 'query',
      retry: 'never',
      hint: 'Set  search: true  to look for words, or name other words under queries.',
    });
  const { page_size: limit } = ask.options;
  const query = { limit, max_id: ask.next?.after };
  const answer = await get(ask, `/api/v1/timelines/tag/${encodeURIComponent(tag)}`, query, statusList);
  return listing(ask, answer, answer.value, { after: older(answer.headers, answer.value, limit), account: null });
}

/** Results come newest first; pages are counted by results, also those that the server has left out. */
async function found(ask: Asked, words: string): Promise<Page<Next>> {
  const { page_size: limit } = ask.options;
  const offset = Number(ask.next?.after ?? 0);
  const query = { q: `"${words.replaceAll('"', ' ')}"`, type: 'statuses', limit, offset: offset || undefined };
  const answer = await get(ask, '/api/v2/search', query, searchPage);
  const { statuses } = answer.value;
  const after = statuses.length === 0 ? null : String(offset + limit);
  return listing(ask, answer, statuses, { after, account: null });
}

function listing(
  ask: Asked,
  answer: { readonly url: string; readonly fetchedAt: number },
  list: readonly unknown[],
  { after, account }: { readonly after: string | null; readonly account: string | null },
): Page<Next> {
  const { shown, rejected } = readStatuses(list, { bySearch: ask.options.search && account === null });
  // Accounts are read for what they say, queries for who answers it.
  const isFollowed = ask.options.answers && account === null;
  const { records, follow } = isFollowed ? withAnswers(ask, shown) : { records: shown, follow: [] };
  return {
    records: records.map((one) => record(one, hostOf(ask.options), UNKNOWN_PLACE)),
    next: after === null ? null : { account, after },
    follow,
    url: answer.url,
    fetchedAt: answer.fetchedAt,
    rejected,
  };
}

/** An answer among the results is sealed with its thread only, since the server names its parent by an id of its own. */
function withAnswers({ window }: Asked, shown: readonly Shown[]) {
  const follow: Query[] = [];
  const records = shown.filter(({ value }) => {
    const at = publishedAt(value);
    const isInside = at === null || (at >= window.since && at < window.until);
    if (!isInside || value.reblog || (!isAnswer(value) && !value.replies_count)) return true;
    const postId = isAnswer(value) ? answerOf(value.id) : threadOf(value.id, value.uri);
    follow.push({ kind: 'post', postId, publishedAt: at });
    return !isAnswer(value);
  });
  return { records, follow };
}

async function accountPage(ask: Asked, name: string | null): Promise<Page<Next>> {
  if (name === null) throw new RefusalError('gone', 'neither id nor handle names an account');
  let id = ask.next?.account ?? null;
  if (id === null) {
    const who = await get(ask, '/api/v1/accounts/lookup', { acct: name }, account);
    if (refuses(who.value, { bySearch: false }))
      return { records: [], next: null, url: who.url, fetchedAt: who.fetchedAt };
    id = who.value.id;
  }
  const { page_size: limit } = ask.options;
  const query = { limit, max_id: ask.next?.after };
  const answer = await get(ask, `/api/v1/accounts/${encodeURIComponent(id)}/statuses`, query, statusList);
  return listing(ask, answer, answer.value, { after: older(answer.headers, answer.value, limit), account: id });
}

/** Id of the oldest status of a page, where there is a further one; null = none. Servers that link no pages go on while pages are full. */
function older(headers: Readonly<Record<string, string>>, list: readonly unknown[], limit: number): string | null {
  if (list.length === 0) return null;
  const linked = olderThan(headers);
  if (linked !== undefined) return linked;
  const ids = readItems(list, z.looseObject({ id: z.string() })).items.map(({ value }) => value.id);
  const least = ids.reduce((a, b) => ((a.length - b.length || (a < b ? -1 : 1)) < 0 ? a : b), ids[0] ?? '');
  return list.length < limit || least === '' ? null : least;
}
