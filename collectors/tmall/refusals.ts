/** How Tmall and Taobao say no: HTTP 200 with a reason in `ret`, or a slider where reviews were. */
import { jsonIn } from '../browsing/json_in.ts';
import { allOf, anyOf, emptyBody, jsonHas, notJson, pageAt, pageSays, statusIs } from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';

export const refusals: readonly Refusal[] = [
  {
    sign: 'FAIL_SYS_USER_VALIDATE, RGV587, page of punish (滑块)',
    is: anyOf(
      returns(/^(?:FAIL_SYS_USER_VALIDATE|RGV587_ERROR)/u),
      jsonHas('rgv587_flag', 'sm'),
      pageAt(/\/(?:punish|_____tmd_____)(?:\/|\?|$)/u),
      pageSays(/<title>\s*(?:验证码拦截|滑动验证)/u),
    ),
    outcome: 'blocked',
    todo: 'Answer the check yourself in your own browser, then leave the account alone for a day.',
  },
  {
    sign: 'FAIL_SYS_SESSION_EXPIRED, page of login.taobao.com or login.tmall.com',
    is: anyOf(
      returns(/^(?:FAIL_SYS_SESSION_EXPIRED|ERR_SID_INVALID|FAIL_SYS_NEED_LOGIN)/u),
      pageAt(/:\/\/login\.(?:m\.)?(?:taobao|tmall)\.com\//u),
    ),
    outcome: 'login_needed',
    todo: 'Log in again in the window of `koc login`.',
  },
  {
    sign: 'FAIL_SYS_TRAFFIC_LIMIT, 被挤爆',
    is: returns(/^FAIL_SYS_(?:TRAFFIC_LIMIT|FLOWLIMIT)|被挤爆/u),
    outcome: 'rate_limited',
    todo: 'Wait: look at fewer products a day after that.',
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

/** A reason among those of an answer of mtop (`ret: ["FAIL_…::…"]`). */
function returns(pattern: RegExp): Refusal['is'] {
  return ({ text, isDocument }) => {
    if (isDocument) return false;
    const body = jsonIn(text);
    const ret = typeof body === 'object' && body !== null && 'ret' in body ? body.ret : null;
    return Array.isArray(ret) && ret.some((reason) => typeof reason === 'string' && pattern.test(reason));
  };
}
