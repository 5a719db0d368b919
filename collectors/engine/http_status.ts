/** What an answer means for the pass: one table from status and body to action. A block or a captcha is never a retry and never "0 results". */
import type { Accept, HttpAnswer } from '../../warehouse/contracts/live.ts';
import type { Outcome } from '../../warehouse/contracts/raw.ts';

/** `wait`: the host says that it is too much; `repeat`: it broke on its side; `refuse`: the pass ends so. */
export type Action =
  | { readonly do: 'take' | 'wait' | 'repeat' }
  | { readonly do: 'refuse'; readonly outcome: Outcome; readonly why: string };

type Seen = Pick<HttpAnswer, 'status' | 'headers' | 'text' | 'url'>;

/** Status → action; whatever is not listed follows its class. 412, 432, 461 and 471 are what Chinese platforms answer to bots. */
const BY_STATUS: Readonly<Record<number, Action>> = {
  400: refuse('failed', 'the request was not understood'),
  401: refuse('login_needed', 'it asks for a login'),
  402: refuse('blocked', 'it asks for a payment'),
  403: refuse('blocked', 'access is denied'),
  404: refuse('gone', 'it is not there'),
  407: refuse('failed', 'the proxy asks for a login'),
  408: { do: 'repeat' },
  410: refuse('gone', 'it is gone'),
  412: refuse('blocked', 'access is denied'),
  418: refuse('blocked', 'access is denied'),
  421: { do: 'repeat' },
  425: { do: 'repeat' },
  429: { do: 'wait' },
  432: refuse('blocked', 'access is denied'),
  451: refuse('gone', 'it may not be shown here'),
  461: refuse('blocked', 'it asks for a captcha'),
  471: refuse('blocked', 'it asks for a captcha'),
  501: refuse('failed', 'it does not know this request'),
  503: { do: 'wait' },
};

/** What to do with an answer that promised `accept`. Redirects are the caller's. */
export function actionFor(answer: Seen, accept: Accept): Action {
  const { status } = answer;
  if (status === 304) return { do: 'take' };
  if (status >= 200 && status < 300) return bodyAction(answer, accept);
  if (status === 503 && challenge(answer.text) !== null) return refuse('blocked', challenge(answer.text)!);
  const listed = BY_STATUS[status];
  if (listed !== undefined) return listed;
  if (status >= 500) return { do: 'repeat' };
  return refuse('failed', `it answered with status ${status}`);
}

function bodyAction({ headers, text, url }: Seen, accept: Accept): Action {
  const isMarkup =
    /^\s*(?:﻿)?<(?:!doctype|html|head|body)/iu.test(text) || /\bhtml\b/iu.test(headers['content-type'] ?? '');
  if (isMarkup) {
    const asks = challenge(text);
    if (asks !== null) return refuse('blocked', asks);
    if (isLoginAddress(url) || (accept !== 'html' && accept !== 'any' && LOGIN_FORM.test(text)))
      return refuse('login_needed', 'it shows a login page');
  }
  if (accept === 'json' || accept === 'xml') {
    if (text.trim() === '') return refuse('blocked', 'the body is empty where records were promised');
    if (accept === 'json' && /^\s*</u.test(text)) return refuse('blocked', 'a page came where JSON was promised');
    if (accept === 'xml' && isHtmlDocument(text)) return refuse('blocked', 'a page came where a feed was promised');
  }
  return { do: 'take' };
}

/** Where a redirect to it, or a page at it, means that a login is wanted. */
export function isLoginAddress(url: string): boolean {
  return /\/(?:login|log-in|signin|sign-in|sign_in|passport|sso|accounts?\/login)(?:[/?#.]|$)|:\/\/passport\./iu.test(
    url,
  );
}

/** Bounded in what it spans, like all that is looked for in pages: a hostile one must not make it slow. */
const LOGIN_FORM = /<input[^<>]{1,1000}?type\s{0,9}=\s{0,9}["']?password/iu;
/** Looked for in the title and the first part of a page only: texts of people speak of captchas too. */
const CHALLENGE =
  /<title[^<>]{0,200}>[^<]{0,500}(?:captcha|just a moment|attention required|access denied|are you a robot|verify you are human|安全验证|验证码|访问验证|人机验证|访问异常|访问频次)|cf-challenge|cf_chl_|g-recaptcha|h-captcha|id="px-captcha"|geetest_captcha|百度安全验证/iu;

function challenge(text: string): string | null {
  const head = text.slice(0, 20_000);
  if (!CHALLENGE.test(head)) return null;
  // A page of substance may carry a captcha for its comment form.
  if (text.length > 60_000 && !/<title[^<>]{0,200}>[^<]{0,500}(?:captcha|验证)/iu.test(head)) return null;
  return 'it asks for a captcha';
}

function isHtmlDocument(text: string): boolean {
  return /^\s*(?:﻿)?<!doctype html|^\s*(?:﻿)?<html/iu.test(text);
}

function refuse(outcome: Outcome, why: string): Action & { readonly do: 'refuse' } {
  return { do: 'refuse', outcome, why };
}
