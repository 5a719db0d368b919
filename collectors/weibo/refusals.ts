/** How Weibo says no. */
import {
  allOf,
  anyOf,
  emptyAt,
  emptyBody,
  jsonHas,
  jsonSays,
  notJson,
  pageAt,
  pageSays,
  statusIs,
} from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';
import { NOTHING_THERE } from './shape_parts.ts';

export const refusals: readonly Refusal[] = [
  {
    sign: 'HTTP 432 or 418',
    is: statusIs(432, 418),
    outcome: 'blocked',
    todo: 'Weibo takes this browser for a program: leave it alone until the cool-down is over, then look at Weibo yourself for a while.',
  },
  {
    sign: 'a captcha: page, or `url` with captcha or verify in it',
    is: anyOf(
      pageAt(/\/captcha\/|\/\/security\.weibo\.(?:com|cn)\/|\/verifybmd/u),
      jsonSays('url', /captcha|geetest|security\.weibo/u),
      jsonSays('data.url', /captcha|geetest|security\.weibo/u),
      pageSays(/<title>[^<]{0,40}(?:验证码|安全验证|行为验证)[^<]{0,40}<\/title>/u),
    ),
    outcome: 'blocked',
    todo: 'Weibo asks who you are: open it in the window of `koc capture weibo` and answer the question there yourself.',
  },
  {
    sign: '`ok: -100`, or a login page',
    is: anyOf(
      jsonHas('ok', -100),
      jsonHas('errno', '-100', '100001'),
      pageAt(
        /^https?:\/\/(?:passport\.weibo\.(?:com|cn)|login\.sina\.com\.cn|visitor\.passport\.weibo\.cn)\/|\/(?:signin\/login|newlogin|login\.php|visitor\/visitor)(?:[/?]|$)/u,
      ),
      pageSays(/<title>\s*(?:Sina Visitor System|登录\s*[-–]\s*微博|微博登录)\s*<\/title>/u),
    ),
    outcome: 'login_needed',
    todo: 'Log in again in the window of `koc login`.',
  },
  {
    sign: '「请求过于频繁」, errno 100005 or 20003',
    is: anyOf(
      jsonHas('errno', '100005', '20003'),
      jsonSays('msg', /过于频繁|频次|歇歇|操作太快|稍后再试/u),
      jsonSays('message', /过于频繁|频次|too many requests|rate limit/iu),
      pageSays(/<title>[^<]{0,40}(?:访问过于频繁|访问受限)/u),
    ),
    outcome: 'rate_limited',
    todo: 'Wait: it is looked at again after the cool-down. Ask for fewer words or authors if it comes again.',
  },
  {
    sign: '「系统繁忙」 or 账号异常 where data was promised',
    is: anyOf(jsonSays('msg', /系统繁忙|账号(?:存在)?异常|帐号(?:存在)?异常/u), jsonHas('errno', '20034', '10023')),
    outcome: 'blocked',
    todo: 'Look at Weibo with this account yourself and see what it says; the account may have to be unlocked.',
  },
  {
    sign: 'errno 20101, 20112, 20130 or 20135, 「微博不存在或暂无查看权限」',
    is: anyOf(
      jsonHas('errno', '20101', '20112', '20130', '20135'),
      jsonHas('error_code', 20101, 20112, 20130, 20135),
      jsonSays('msg', /微博不存在|暂无查看权限|没有权限查看|用户不存在/u),
      jsonSays('message', /微博不存在|暂无查看权限|没有权限查看|weibo does not exist/u),
      allOf(pageSays(/微博不存在或暂无查看权限|该微博已被删除|用户不存在/u), pageAt(/\/(?:detail|status|u|n|\d+)\//u)),
    ),
    outcome: 'gone',
    concerns: 'query',
    todo: 'Nothing: the post or account was deleted or is shown to others only.',
  },
  {
    sign: '`ok: 0` without data, in any other words',
    is: allOf(jsonHas('ok', 0), emptyAt('data'), (answer) => !jsonSays('msg', NOTHING_THERE)(answer)),
    outcome: 'blocked',
    todo: 'Look at Weibo with this account yourself and see what it says.',
  },
  {
    sign: 'an empty body',
    is: emptyBody(),
    outcome: 'blocked',
    todo: 'Weibo answers without words: leave it alone until the cool-down is over.',
  },
  {
    sign: 'a page where data was promised',
    is: notJson(),
    outcome: 'blocked',
    todo: 'Open Weibo in your own browser and see what it shows instead.',
  },
];
