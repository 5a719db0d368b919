/** Looks through a replica without a browser: follows everything that its pages would ask for. Gives the answers in order, as a browser receives them. */
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { ReplicaMarket } from './market.ts';
import type { PageList } from './page.ts';
import type { Fault, PageAsk, PageItem, Replica, ReplicaAnswer, Shown } from './site.ts';

const ORIGIN = 'https://replica.example';

/** `origin`: under which host the answers are told to have come. */
export function walk(
  replica: Replica,
  market: ReplicaMarket,
  at: number,
  { fault = 'none', origin = ORIGIN }: { readonly fault?: Fault; readonly origin?: string } = {},
): Received[] {
  const site = replica.site(market);
  const received: Received[] = [];
  let pageUrl = origin;

  const get = ({ url, method = 'GET', body = '' }: PageAsk, isDocument: boolean): ReplicaAnswer | null => {
    let to = new URL(url, pageUrl);
    for (let hops = 0; hops < 5; hops++) {
      if (isDocument) pageUrl = to.href;
      const cookies = new Map(replica.cookies.map((name) => [name, 'x']));
      const asked = {
        method,
        url: to,
        path: to.pathname,
        query: to.searchParams,
        sent: body,
        headers: {},
        cookies,
        fault,
      };
      const answer = site.answer(asked);
      if (answer === null) return null;
      const { status = 200, headers = {}, body: text, type = 'application/json' } = answer;
      const sent = body === '' ? null : body;
      received.push({
        url: to.href,
        method,
        sent,
        status,
        headers: { ...headers, 'content-type': type },
        text,
        at,
        isDocument,
        pageUrl,
      });
      const location = headers['location'];
      if (location === undefined) return answer;
      to = new URL(location, to);
    }
    return null;
  };
  const load = (ask: PageAsk): Shown => get(ask, false)?.shows ?? { items: [], next: null };
  const unfold = (items: readonly PageItem[]): void => {
    for (const { items: below = [], fold } of items) {
      unfold(below);
      if (fold !== undefined) follow(load(fold.ask));
    }
  };
  const follow = (first: Shown): void => {
    for (let shown: Shown | null = first; shown !== null; shown = shown.next === null ? null : load(shown.next)) {
      unfold(shown.items);
    }
  };
  for (const visit of replica.visits(market)) {
    pageUrl = origin;
    const page = get({ url: visit }, true);
    for (const { first } of listsOf(page?.body ?? '')) follow('items' in first ? first : load(first));
  }
  return received;
}

function listsOf(page: string): readonly PageList[] {
  const config = /id="replica-page">([^<]*)</u.exec(page)?.[1];
  return config === undefined ? [] : (JSON.parse(config) as { lists: PageList[] }).lists;
}
