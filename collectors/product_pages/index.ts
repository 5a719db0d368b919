/**
 * Reviews on any page that marks them by schema.org, in JSON-LD, microdata or RDFa. A page that says it has reviews and shows none
 * has refused; a name without an account is no author.
 */
import { hash } from 'node:crypto';
import { type HttpAnswer, RefusalError } from '../../warehouse/contracts/live.ts';
import { type Ask, listingCollector, type Page } from '../engine/listing.ts';
import { baseOf, loadPage } from '../reading/html.ts';
import { findReviews } from './find_reviews.ts';
import { jsonLdOf } from './json_ld.ts';
import { markedUpThings } from './marked_up.ts';
import { nextPage } from './next_page.ts';
import { publishedAt, said } from './normalize.ts';
import { hostsOf, type Next, next, type Options, options } from './options.ts';
import { sealed } from './seal.ts';
import { tellApart } from './tell_apart.ts';

const MAX_BYTES = 5 * 1024 * 1024;

export const collector = listingCollector<Options, Next>({
  meta: {
    name: 'product_pages',
    platform: 'web',
    version: 2,
    kinds: ['review'],
    queryKinds: ['mention_feed'],
    order: 'unordered',
    access: {
      via: 'public_page',
      secrets: [],
      robots: 'obeyed',
      terms:
        'You read public pages as any visitor may; look at the terms of each site, and prefer its API or an export where there is one.',
    },
    pace: { perMinute: 10, concurrency: 1 },
    caps: {},
    collects: [],
    personal: {
      'account.name': { keep: true, why: 'printed on the lists of own brands; kept only with an account on the site' },
      'account.url': { keep: true, why: 'leads to the account' },
      image: { keep: true, why: 'whether the review has pictures; those of its author are not sealed' },
      email: { keep: false, why: 'never needed' },
      telephone: { keep: false, why: 'never needed' },
      address: { keep: false, why: 'where somebody lives' },
      homeLocation: { keep: false, why: 'where somebody lives' },
      birthDate: { keep: false, why: 'never needed' },
      gender: { keep: false, why: 'never needed' },
      givenName: { keep: false, why: 'a name without an account tells nobody apart' },
      familyName: { keep: false, why: 'a name without an account tells nobody apart' },
      contributor: { keep: false, why: 'names others' },
      editor: { keep: false, why: 'names others' },
      recipient: { keep: false, why: 'names others' },
    },
    limitations: [
      'Only what a page marks by schema.org is seen, often the newest or best reviews only; reviews that a script loads are not.',
      'Most pages give names without accounts: such reviews count, but for nobody in particular.',
      'Reviews without an id, a link or words that share day, name and stars count once.',
    ],
  },
  options,
  next,
  boundsTime: false,
  hosts: hostsOf,
  queries: ({ pages }, asked) =>
    asked.flatMap((query) => (query.kind === 'mention_feed' ? pages.map(({ url }) => ({ ...query, feed: url })) : [])),
  page,
  said,
});

async function page(ask: Ask<Options, Next>): Promise<Page<Next>> {
  const { query, options } = ask;
  const feed = query.kind === 'mention_feed' ? query.feed : undefined;
  const listing = options.pages.find(({ url }) => url === feed);
  if (listing === undefined) {
    throw new RefusalError('gone', `${feed ?? 'the page'} is not among the pages of this source`, {
      concerns: 'query',
    });
  }
  const at = ask.next ?? { url: listing.url, page: 1, shown: 0, last: '' };
  const answer = await load(ask, at.url);
  const $ = loadPage(answer);
  const base = baseOf($, answer.url);
  const jsonLd = jsonLdOf($, answer.url);
  const found = findReviews([...jsonLd.things, ...markedUpThings($, base)]);
  const reviews = tellApart(found.reviews, { listing: listing.url, url: answer.url, base });
  if (reviews.length === 0 && at.page === 1) refuseWhatIsHidden(answer.url, found, jsonLd.unreadable);
  const records = reviews.map((one) => {
    const payload = sealed(one, listing, options.timezone);
    return {
      platform: options.platform,
      kind: 'review',
      id: one.id,
      parentId: null,
      authorId: one.account?.id ?? null,
      publishedAt: publishedAt(payload),
      payload,
    } as const;
  });
  const shown = at.shown + reviews.length;
  const last = hash(
    'sha256',
    reviews
      .map(({ id }) => id)
      .sort()
      .join('\n'),
  ).slice(0, 16);
  const isOver = reviews.length === 0 || last === at.last;
  const following = isOver ? null : nextPage($, { url: answer.url, base, page: at.page }, listing.next);
  const goesOn = following !== null && at.page < listing.max_pages;
  return {
    records,
    next: goesOn ? { url: following, page: at.page + 1, shown, last } : null,
    isCapped: !goesOn && (following !== null || (found.promised ?? 0) > shown),
    url: answer.url,
    fetchedAt: answer.fetchedAt,
    rejected: Array.from({ length: jsonLd.unreadable }, () => ({
      field: 'application/ld+json',
      reason: 'a block about reviews is no JSON',
    })),
  };
}

/** What one page refuses, other sites do not; on the same site nothing more is asked. */
async function load({ http, options }: Ask<Options, Next>, url: string): Promise<HttpAnswer> {
  try {
    return await http.send({ url, accept: 'html', maxBytes: MAX_BYTES });
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    const isAlone = new Set(options.pages.map((listing) => new URL(listing.url).host)).size === 1;
    if (isAlone && error.outcome !== 'gone') throw error;
    throw new RefusalError(error.outcome, error.message, { concerns: 'query', facts: error.facts });
  }
}

/** Throws unless the page may well have no review yet. */
function refuseWhatIsHidden(
  url: string,
  { promised, isMarked }: ReturnType<typeof findReviews>,
  unreadable: number,
): void {
  if (unreadable > 0) {
    throw new RefusalError('failed', `${url}: its JSON-LD about reviews cannot be read`, { concerns: 'query' });
  }
  if ((promised ?? 0) > 0) {
    throw new RefusalError('blocked', `${url} says that it has ${promised} reviews and shows none of them`, {
      concerns: 'query',
      hint: 'It loads them by a script. Look for a page of its own for the reviews, an API or an export of the shop.',
    });
  }
  if (!isMarked) {
    throw new RefusalError('blocked', `${url} marks no product and no review by schema.org`, {
      concerns: 'query',
      hint: 'Is it the right page? It may also show something else to programs than to people.',
    });
  }
}
