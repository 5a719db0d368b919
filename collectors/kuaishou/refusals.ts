/** How Kuaishou says no: with HTTP 200 and a `result` other than 1, at the top of an answer or inside of it. */

import { jsonIn } from '../browsing/json_in.ts';
import {
  allOf,
  anyOf,
  emptyBody,
  headerIs,
  notJson,
  pageAt,
  pageSays,
  type Sign,
  statusIs,
} from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';
import { fieldsOf } from '../reading/fields_of.ts';

const REST = 'Leave the account alone for some hours; look at fewer pages a day after that.';

export const refusals: readonly Refusal[] = [
  {
    sign: 'result 400002, ANTICRAWL, page of captcha.zt.kuaishou.com',
    is: anyOf(
      resultIs(400002, 400003),
      headerIs('intercept-result', /risk-control/u),
      pageAt(/:\/\/captcha\.zt\.kuaishou\.com\//u),
      pageSays(/captcha\.zt\.kuaishou\.com|ANTICRAWL_COMMON/u),
      ({ text, isDocument }) => !isDocument && text.slice(0, 4096).includes('ANTICRAWL'),
    ),
    outcome: 'blocked',
    todo: 'Once the pause is over, solve the captcha yourself in the window of `koc login`.',
  },
  {
    sign: 'result 2 (操作太快了)',
    is: resultIs(2),
    outcome: 'rate_limited',
    todo: REST,
  },
  {
    sign: 'result 109',
    is: resultIs(109),
    outcome: 'login_needed',
    todo: 'Log in again in the window of `koc login`.',
  },
  {
    sign: 'result 50 (签名验证失败)',
    is: resultIs(50),
    outcome: 'blocked',
    todo: 'Load the page anew in your own browser; if it shows nothing there either, leave the account alone for a day.',
  },
  {
    sign: 'GraphQL `data` null, {} or of nulls',
    is: allOf(isGraph, ({ text }) =>
      Object.values(fieldsOf(fieldsOf(jsonIn(text))['data'])).every((of) => of === null),
    ),
    outcome: 'blocked',
    todo: REST,
  },
  {
    sign: 'any other result than 1',
    is: (answer) => !answer.isDocument && results(answer.text).some((result) => result !== 1),
    outcome: 'blocked',
    todo: 'Look at the page in your own browser; if it shows the list there, report the number.',
  },
  {
    sign: 'empty body',
    is: allOf(({ isDocument }) => !isDocument, emptyBody()),
    outcome: 'blocked',
    todo: 'Load the page anew in your own browser; if it shows nothing there either, leave the account alone for a day.',
  },
  {
    sign: 'words where data was promised',
    is: allOf(notJson(), statusIs(200)),
    outcome: 'blocked',
    todo: 'Open the same page in your own browser and see what it shows instead.',
  },
];

function isGraph({ url }: { readonly url: string }): boolean {
  return /\/(?:m_)?graphql(?:\?|$)/u.test(url);
}

function resultIs(...codes: readonly number[]): Sign {
  return ({ text, isDocument }) => !isDocument && results(text).some((result) => codes.includes(result));
}

/** Every `result` of an answer: its own, and those of what GraphQL was asked for. */
function results(text: string): readonly number[] {
  const body = fieldsOf(jsonIn(text));
  const data = fieldsOf(body['data']);
  return [body, data, ...Object.values(data).map(fieldsOf)].flatMap(({ result }) =>
    typeof result === 'number' ? [result] : [],
  );
}
