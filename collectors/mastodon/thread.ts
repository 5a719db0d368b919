/** A post with what stands under it; answers that were listed without their place are sealed here with it. */
import { z } from 'zod';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import { readItems } from '../engine/listed_items.ts';
import type { Ask, Page } from '../engine/listing.ts';
import { parseShape } from '../reading/json_body.ts';
import { get, hasToken, hostOf } from './api.ts';
import type { Options } from './options.ts';
import { contextPage, searchPage, status } from './payload.ts';
import { mayBeKept, places, readStatuses, record, type Shown } from './records.ts';
import { readReference } from './references.ts';

type Asked = Ask<Options, unknown>;

/** Throws RefusalError (gone) for a known post that is deleted, hidden by now, or whose author has begun to refuse. */
export async function thread(ask: Asked, postId: string): Promise<Page<never>> {
  const host = hostOf(ask.options);
  const asked = readReference(postId, host);
  let own: Shown | null = null;
  if (asked.want === 'known') {
    own = await byAddress(ask, asked.uri, asked.localId);
    if (own !== null && !mayBeKept(own.value)) throw new RefusalError('gone', 'the post is not for everybody any more');
  } else if (asked.want === 'answer') {
    own = await unlessGone(byId(ask, asked.localId));
    if (own !== null && !mayBeKept(own.value)) own = null;
  }
  const top = asked.want === 'thread' ? { id: asked.localId, uri: asked.uri } : own?.value;
  const under = top === undefined ? null : await unlessGone(context(ask, top.id));
  if (top === undefined || under === null) {
    return { records: [], next: null, url: ask.options.base_url, fetchedAt: ask.now() };
  }
  const above = readStatuses(under.value.ancestors);
  const below = readStatuses(under.value.descendants);
  const placeOf = places([...above.all.map(({ value }) => value), top, ...below.all.map(({ value }) => value)]);
  return {
    records: [...(own === null ? [] : [own]), ...below.shown].map((one) => record(one, host, placeOf(one.value))),
    next: null,
    url: under.url,
    fetchedAt: under.fetchedAt,
    rejected: below.rejected,
  };
}

function context(ask: Asked, localId: string) {
  return get(ask, `/api/v1/statuses/${encodeURIComponent(localId)}/context`, {}, contextPage);
}

async function byId(ask: Asked, localId: string): Promise<Shown> {
  const { value, url } = await get(ask, `/api/v1/statuses/${encodeURIComponent(localId)}`, {}, z.unknown());
  return { value: parseShape(status, value, url), payload: value };
}

/** A post by the address that all servers share. Null = this server cannot be asked for it. */
async function byAddress(ask: Asked, uri: string, localId: string | null): Promise<Shown | null> {
  if (localId !== null) return byId(ask, localId);
  if (!hasToken(ask.options)) {
    ask.log.debug({}, 'a post of another server is not asked for again without a token');
    return null;
  }
  const found = await get(ask, '/api/v2/search', { q: uri, type: 'statuses', resolve: true, limit: 1 }, searchPage);
  const [hit] = readItems(found.value.statuses, status).items;
  return hit?.value.uri === uri ? hit : null;
}

/** What was listed a moment ago may have gone since; nothing is lost by that. */
async function unlessGone<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof RefusalError && error.outcome === 'gone') return null;
    throw error;
  }
}
