/** How it is seen whether somebody is logged in on Douyin: its pages ask for the own profile first of all. */

import { jsonIn } from '../browsing/json_in.ts';
import type { SessionSigns } from '../browsing/site.ts';
import { fieldsOf, isObject } from '../reading/fields_of.ts';

export const session: SessionSigns = {
  url: 'https://www.douyin.com/?recommend=1',
  cookies: ['sessionid'],
  says({ url, text }) {
    if (!/\/aweme\/v1\/web\/user\/profile\/self\/?(?:\?|$)/u.test(url)) return null;
    const { status_code, user } = fieldsOf(jsonIn(text));
    if (status_code === 8 || status_code === 2483) return false;
    return status_code === 0 && isObject(user) ? true : null;
  },
};
