/** How it is seen whether somebody is logged in on Kuaishou: its pages ask for the own account. */

import { jsonIn } from '../browsing/json_in.ts';
import type { SessionSigns } from '../browsing/site.ts';
import { fieldsOf } from '../reading/fields_of.ts';

export const session: SessionSigns = {
  url: 'https://www.kuaishou.com/new-reco',
  cookies: ['userId'],
  says({ url, text }) {
    if (/\/rest\/v\/profile\/get(?:\?|$)/u.test(url)) {
      const { result } = fieldsOf(jsonIn(text));
      return result === 1 ? true : result === 109 ? false : null;
    }
    if (!/\/graphql(?:\?|$)/u.test(url)) return null;
    const data = fieldsOf(fieldsOf(jsonIn(text))['data']);
    return 'userInfo' in data ? data['userInfo'] !== null : null;
  },
};
