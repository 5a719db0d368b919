/** How Douyin says no. It answers 200 to most of what it does not want to answer; the first sign that fits counts. */

import type { Received } from '../../warehouse/contracts/browse.ts';
import { jsonIn } from '../browsing/json_in.ts';
import {
  allOf,
  anyOf,
  emptyBody,
  jsonSays,
  notJson,
  pageAt,
  pageSays,
  type Sign,
  statusIs,
} from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';
import { fieldsOf } from '../reading/fields_of.ts';

const SLIDER = 'Once the pause is over, solve the captcha yourself in the window of `koc login`.';
const LOG_IN = 'Log in again in the window of `koc login`.';
const REST = 'Leave the account alone for some hours; look at fewer pages a day after that.';

const isApi = pageOf(/^\/aweme\/v1\/web\//u);

export const refusals: readonly Refusal[] = [
  {
    sign: 'page 验证码中间页',
    is: anyOf(
      pageSays(/<title>[^<]*验证码中间页|TTGCaptcha|captcha_container/u),
      pageAt(/:\/\/verify\.(?:snssdk|bytedance)\.com\//u),
    ),
    outcome: 'blocked',
    todo: SLIDER,
  },
  { sign: 'search_nil_type verify_check', is: nilIs('verify_check'), outcome: 'blocked', todo: SLIDER },
  {
    sign: 'search_nil_type login, code 8 or 2483',
    is: anyOf(nilIs('login', 'invalid_login'), statusCode('8', '2483', '2484')),
    outcome: 'login_needed',
    todo: LOG_IN,
  },
  {
    sign: 'status_msg 请先登录 or 用户未登录',
    is: jsonSays('status_msg', /未登录|请先?登录|登录后/u),
    outcome: 'login_needed',
    todo: LOG_IN,
  },
  {
    sign: 'code 2053',
    is: statusCode('2053'),
    outcome: 'gone',
    concerns: 'query',
    todo: 'Nothing: the post was deleted, or its author shows it to nobody.',
  },
  {
    sign: 'code 2065 or 2096',
    is: statusCode('2065', '2096'),
    outcome: 'gone',
    concerns: 'query',
    todo: 'Nothing: the account was closed or made private.',
  },
  {
    sign: 'HTTP 200, empty body',
    is: allOf(isApi, emptyBody()),
    outcome: 'blocked',
    todo: 'Open the same page in the window of `koc login`; if it stays empty there, leave the account alone for a day.',
  },
  { sign: 'body `blocked`', is: ({ text }) => text.trim() === 'blocked', outcome: 'blocked', todo: REST },
  {
    sign: 'status_msg 频繁, HTTP 429',
    is: anyOf(statusIs(429), jsonSays('status_msg', /频繁|太快|稍后再试/u)),
    outcome: 'rate_limited',
    todo: REST,
  },
  { sign: 'HTTP 403 or 444', is: statusIs(403, 444), outcome: 'blocked', todo: REST },
  {
    sign: 'any other status_code than 0',
    is: (answer) => isApi(answer) && pieces(answer).some(({ status_code }) => isOther(status_code)),
    outcome: 'blocked',
    todo: 'Look at the page in your own browser; if it shows the list there, report the code.',
  },
  {
    sign: 'a page where data was promised',
    // A stream that broke off is no JSON, either.
    is: allOf(notJson(), statusIs(200), ({ text }) => /^\s*</u.test(text)),
    outcome: 'blocked',
    todo: 'Open the same page in your own browser and see what it shows instead.',
  },
];

/** JSON objects of an answer; the search may come in several. */
function pieces({ text }: Received): readonly Readonly<Record<string, unknown>>[] {
  const body = jsonIn(text);
  return Array.isArray(body) ? (body as unknown[]).map(fieldsOf) : [fieldsOf(body)];
}

function statusCode(...codes: readonly string[]): Sign {
  return (answer) => pieces(answer).some(({ status_code }) => codes.includes(String(status_code)));
}

function nilIs(...types: readonly string[]): Sign {
  return (answer) =>
    pieces(answer).some(({ search_nil_info }) => {
      const { search_nil_type, search_nil_item } = fieldsOf(search_nil_info);
      return [search_nil_type, search_nil_item].some((type) => typeof type === 'string' && types.includes(type));
    });
}

function isOther(code: unknown): boolean {
  return code !== undefined && code !== 0;
}

function pageOf(path: RegExp): Sign {
  return ({ url }) => URL.canParse(url) && path.test(new URL(url).pathname);
}
