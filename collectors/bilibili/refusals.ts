/** How Bilibili says no. */

import { jsonIn } from '../browsing/json_in.ts';
import {
  allOf,
  anyOf,
  emptyBody,
  jsonHas,
  notJson,
  pageAt,
  pageSays,
  type Sign,
  statusIs,
} from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';

/** `v_voucher`: a ticket for a check, in the place of what was asked for. */
const hasVoucher: Sign = ({ isDocument, text }) => {
  const body = isDocument || !text.includes('v_voucher') ? null : jsonIn(text);
  if (typeof body !== 'object' || body === null || !('data' in body)) return false;
  return typeof body.data === 'object' && body.data !== null && 'v_voucher' in body.data;
};

export const refusals: readonly Refusal[] = [
  {
    sign: 'code −352 or −412, HTTP 412, or `v_voucher` in place of data',
    is: anyOf(statusIs(412), jsonHas('code', -352, -412), hasVoucher),
    outcome: 'blocked',
    todo: 'Bilibili takes this browser for a program: leave it alone until the cool-down is over, then look at Bilibili yourself for a while.',
  },
  {
    sign: 'a captcha page',
    is: anyOf(
      pageAt(/\/\/[\w.-]*bilibili\.com\/(?:captcha|h5\/captcha|verify)\b|\/risk-captcha|\/x\/gaia-vgate/u),
      pageSays(/<title>[^<]{0,40}(?:验证码|安全验证|人机验证|错误号\s*412)[^<]{0,40}<\/title>|risk-captcha-app/u),
    ),
    outcome: 'blocked',
    todo: 'Bilibili asks who you are: open it in the window of `koc capture bilibili` and answer the question there yourself.',
  },
  {
    sign: 'code −101, −658 or 61000, or a login page',
    is: anyOf(
      jsonHas('code', -101, -658, 61000),
      pageAt(/^https?:\/\/passport\.bilibili\.com\/|\/h5-app\/passport\/|^https?:\/\/[^/]+\/login(?:[/?]|$)/u),
    ),
    outcome: 'login_needed',
    todo: 'Log in again in the window of `koc login`.',
  },
  {
    sign: 'code −509, −799, −503, 12015 or 22015',
    is: jsonHas('code', -509, -799, -503, 12015, 22015),
    outcome: 'rate_limited',
    todo: 'Wait: it is looked at again after the cool-down. Ask for fewer words or authors if it comes again.',
  },
  {
    sign: 'code −403 or −111',
    is: jsonHas('code', -403, -111),
    outcome: 'blocked',
    todo: 'Look at Bilibili with this account yourself and see what it says.',
  },
  {
    sign: 'code −404, 62002, 62004, 62012, 4101131, 4101152, 500404 or 53013, 「视频去哪了呢」',
    is: anyOf(
      jsonHas('code', -404, 62002, 62004, 62012, 4101131, 4101152, 500404, 53013),
      allOf(
        pageAt(/\/(?:video|opus|read)\/|space\.bilibili\.com\/\d/u),
        pageSays(
          /<title>[^<]{0,40}(?:视频去哪了呢|出错啦|页面不存在|动态不见了)[^<]{0,40}<\/title>|class="(?:error-body|error-container)"/u,
        ),
      ),
    ),
    outcome: 'gone',
    concerns: 'query',
    todo: 'Nothing: the post or account was deleted or is shown to others only.',
  },
  {
    sign: 'an empty body',
    is: emptyBody(),
    outcome: 'blocked',
    todo: 'Bilibili answers without words: leave it alone until the cool-down is over.',
  },
  {
    sign: 'a page where data was promised',
    is: notJson(),
    outcome: 'blocked',
    todo: 'Open Bilibili in your own browser and see what it shows instead.',
  },
];
