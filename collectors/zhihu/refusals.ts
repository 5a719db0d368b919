/** How Zhihu says no: codes in answers, pages that it leads to, and silence. The first that fits counts. */
import { anyOf, emptyBody, jsonHas, jsonSays, notJson, pageAt, pageSays, statusIs } from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';

const CHECK = 'Once the pause is over, pass its check yourself in the window of `koc login`.';
const LOGIN = 'Log in again in the window of `koc login`.';
const REST = 'Nothing: look again after the cool-down.';

export const refusals: readonly Refusal[] = [
  { sign: 'code 40362 (暂时限制本次访问)', is: jsonHas('error.code', 40_362), outcome: 'rate_limited', todo: REST },
  { sign: '`need_login` in an error', is: jsonHas('error.need_login', true), outcome: 'login_needed', todo: LOGIN },
  { sign: 'code 40352 (网络环境存在异常)', is: jsonHas('error.code', 40_352), outcome: 'blocked', todo: CHECK },
  {
    sign: 'page /account/unhuman',
    is: anyOf(pageAt(/\/account\/unhuman\b/u), jsonSays('error.redirect', /\/account\/unhuman\b/u)),
    outcome: 'blocked',
    todo: CHECK,
  },
  {
    sign: 'page 安全验证',
    is: pageSays(/<title>[^<]{0,20}安全验证|系统监测到您的网络环境存在异常/u),
    outcome: 'blocked',
    todo: CHECK,
  },
  {
    sign: 'code 10003 (请求参数异常)',
    is: jsonHas('error.code', 10_003),
    outcome: 'blocked',
    todo: 'Update the browser, and reload the page.',
  },
  { sign: 'code 100 or 101 (login over)', is: jsonHas('error.code', 100, 101), outcome: 'login_needed', todo: LOGIN },
  {
    sign: 'page /signin',
    is: anyOf(pageAt(/^https?:\/\/[^/]+\/signin\b/u), jsonSays('error.redirect', /\/signin\b/u)),
    outcome: 'login_needed',
    todo: LOGIN,
  },
  {
    sign: 'HTTP 404 or 410',
    is: statusIs(404, 410),
    outcome: 'gone',
    concerns: 'query',
    todo: 'Nothing: it was deleted, or never was.',
  },
  { sign: 'empty body', is: emptyBody(), outcome: 'blocked', todo: REST },
  {
    sign: 'words where data was promised',
    is: (answer) => answer.status === 200 && notJson()(answer),
    outcome: 'blocked',
    todo: CHECK,
  },
];
