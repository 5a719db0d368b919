/** How Xiaohongshu says no: checks, codes in answers, pages that it leads to, and silence. The first that fits counts. */
import {
  allOf,
  anyOf,
  emptyAt,
  emptyBody,
  jsonHas,
  notJson,
  pageAt,
  pageSays,
  type Sign,
  statusIs,
} from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';

const CHECK =
  'Once the pause is over, pass its check yourself in the window of `koc login`; let the account rest for a day.';
const ACCOUNT =
  'Use the account in its app as usual and see what it says there; collect nothing with it until it is free again.';
const LOGIN = 'Log in again in the window of `koc login`.';
const REST = 'Nothing: it is looked at again after the cool-down. Ask for less a day if it comes back.';

/** The error page names the code in its address. */
const errorPage = (code: string): Sign => pageAt(new RegExp(`[?&]error_code=${code}\\b`, 'u'));
const told = (code: string): Sign => anyOf(jsonHas('code', code), errorPage(code));
const isFeed: Sign = ({ url }) => /\/api\/sns\/web\/v\d\/feed(?:\?|$)/u.test(url);
const isData: Sign = ({ isDocument }) => !isDocument;

export const refusals: readonly Refusal[] = [
  { sign: 'HTTP 461 or 471 (captcha)', is: statusIs(461, 471), outcome: 'blocked', todo: CHECK },
  {
    sign: 'page of a captcha',
    is: pageAt(/\/website-login\/captcha\b|\/\/captcha\.xiaohongshu\.com\//u),
    outcome: 'blocked',
    todo: CHECK,
  },
  { sign: 'code 300011 (account restricted)', is: told('300011'), outcome: 'blocked', todo: ACCOUNT },
  {
    sign: 'code 300012 (network restricted)',
    is: told('300012'),
    outcome: 'blocked',
    todo: 'Use the network at which you browse the site otherwise; no proxy, no data centre.',
  },
  { sign: 'code 300013 (访问频次异常)', is: told('300013'), outcome: 'rate_limited', todo: REST },
  { sign: 'code 300015 (browser refused)', is: told('300015'), outcome: 'blocked', todo: CHECK },
  {
    sign: 'code 300031 (this note cannot be opened here)',
    is: told('300031'),
    outcome: 'blocked',
    concerns: 'query',
    todo: 'Open the note from a search or a profile: its link has expired, or the app alone shows it.',
  },
  {
    sign: 'code −510000 or −510001 (deleted, private or under review)',
    is: anyOf(told('-510000'), told('-510001')),
    outcome: 'gone',
    concerns: 'query',
    todo: 'Nothing: the note is not shown any more.',
  },
  {
    sign: 'page 安全限制 or 访问频次异常',
    is: pageSays(/<title>[^<]{0,40}(?:安全限制|安全验证|访问频次异常|访问频繁)/u),
    outcome: 'rate_limited',
    todo: REST,
  },
  {
    sign: 'code −100, −101 or −104 (login over)',
    is: jsonHas('code', -100, -101, -104),
    outcome: 'login_needed',
    todo: LOGIN,
  },
  {
    sign: 'page of the login',
    is: pageAt(/xiaohongshu\.com\/login\b|\/website-login\/login\b|^https?:\/\/[^/]+\/login(?:[?/#]|$)/u),
    outcome: 'login_needed',
    todo: LOGIN,
  },
  { sign: 'HTTP 406 (request refused)', is: statusIs(406), outcome: 'blocked', todo: CHECK },
  {
    sign: 'an opened note without a note',
    is: allOf(isFeed, jsonHas('success', true), emptyAt('data.items')),
    outcome: 'blocked',
    todo: REST,
  },
  {
    sign: '`data: {}` (silent)',
    is: allOf(isData, jsonHas('success', true), emptyAt('data')),
    outcome: 'blocked',
    todo: REST,
  },
  {
    sign: '`success: false` with any other code',
    is: allOf(isData, jsonHas('success', false)),
    outcome: 'blocked',
    todo: 'Open the site yourself and see what it says.',
  },
  { sign: 'empty body', is: emptyBody(), outcome: 'blocked', todo: REST },
  {
    sign: 'words where data was promised',
    is: allOf(notJson(), ({ status }) => status === 200),
    outcome: 'blocked',
    todo: CHECK,
  },
];
