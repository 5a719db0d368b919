/** How JD says no: since May 2025 reviews are for buyers who are logged in, and a list without login is empty or forbidden. */
import { jsonIn } from '../browsing/json_in.ts';
import {
  allOf,
  anyOf,
  emptyBody,
  headerIs,
  jsonHas,
  jsonSays,
  notJson,
  pageAt,
  pageSays,
  statusIs,
} from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';

const LOGIN = 'Log in again in the window of `koc login`; reviews are shown to accounts only.';

export const refusals: readonly Refusal[] = [
  {
    sign: 'code 605, header x-rp-content, page of risk_handler (京东验证)',
    is: anyOf(
      jsonHas('code', 605),
      headerIs('x-rp-content'),
      pageAt(/\/risk_handler(?:\/|\?|$)|:\/\/cfe\.m\.jd\.com\//u),
      pageSays(/<title>\s*京东验证/u),
    ),
    outcome: 'blocked',
    todo: 'Answer the check yourself in your own browser, then leave the account alone for a day.',
  },
  {
    sign: 'page of passport.jd.com, HTTP 403, `not login`',
    is: anyOf(
      pageAt(/:\/\/(?:passport|plogin\.m)\.jd\.com\//u),
      statusIs(403),
      jsonSays('echo', /not\s?login/iu),
      jsonSays('message', /请登录|未登录/u),
    ),
    outcome: 'login_needed',
    todo: LOGIN,
  },
  {
    sign: 'no review although the summary counts some',
    is: ({ text }) => isHidden(jsonIn(text)),
    outcome: 'login_needed',
    todo: LOGIN,
  },
  {
    sign: 'empty body',
    is: (answer) => !answer.isDocument && emptyBody()(answer),
    outcome: 'blocked',
    todo: 'Look at the product in your own browser; if no review is shown there either, leave the account alone for a day.',
  },
  {
    sign: 'words where data was promised',
    is: allOf(notJson(), statusIs(200)),
    outcome: 'blocked',
    todo: 'Open the same page in your own browser and see what it shows instead.',
  },
];

/** An empty first page of a product that has reviews. */
function isHidden(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { comments, productCommentSummary: summary, maxPage } = body as Record<string, unknown>;
  if (!Array.isArray(comments) || comments.length > 0 || typeof summary !== 'object' || summary === null) return false;
  const { commentCount } = summary as Record<string, unknown>;
  return typeof commentCount === 'number' && commentCount > 0 && !(typeof maxPage === 'number' && maxPage > 0);
}
