/** By which ways a brand may reach an author. Only ways that a platform or the author has opened; nobody is looked up elsewhere. */
import type { CandidateRow } from '../rows.ts';
import { en } from '../words/en.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import type { IncentiveFacts } from './incentive.ts';

export type RouteCode = keyof Words['dossier']['route'];

export interface Route {
  readonly code: RouteCode;
  /** Id of the platform whose collaboration desk it is; null = none is needed. */
  readonly desk: string | null;
}

/** Terms forbid matching with people outside, or custom forbids offers by message: answer in public, as the brand, and ask for nothing. */
const PUBLIC_ONLY = new Set(['hackernews', 'lemmy', 'reddit']);
/** Shops and app stores: the seller's own answer below the review is the one way. */
const REVIEWS = new Set([
  'amazon',
  'app_store',
  'dianping',
  'douban',
  'jd',
  'product_pages',
  'taobao',
  'tmall',
  'trustpilot',
]);

/** Ways to reach the author, gentlest first; at least one. */
export function contactRoutes(row: Pick<CandidateRow, 'platform'>, facts: Pick<IncentiveFacts, 'hasConsent'>): Route[] {
  const { platform } = row;
  if (PUBLIC_ONLY.has(platform)) return [{ code: 'public_only', desk: null }];
  const routes: Route[] = [{ code: REVIEWS.has(platform) ? 'answer_review' : 'reply', desk: null }];
  if (Object.hasOwn(en.dossier.desk, platform)) routes.push({ code: 'desk', desk: platform });
  if (facts.hasConsent) routes.push({ code: 'crm', desk: null });
  return routes;
}

/** A route as a sentence. */
export function routeSentence({ code, desk }: Route, words: Words): string {
  return words.dossier.route[code](desk === null ? '' : worded(words.dossier.desk, desk));
}

/** All routes in a few words, for a cell: "reply under the post; Pugongying (蒲公英)". */
export function routesInShort(routes: readonly Route[], words: Words): string {
  return routes
    .map(({ code, desk }) => (desk === null ? words.dossier.routeShort[code] : worded(words.dossier.desk, desk)))
    .join(words.separator);
}
