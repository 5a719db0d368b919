/** How it is seen whether somebody is logged in. The cookie alone does not tell: guests have one, too. */
import { jsonIn } from '../browsing/json_in.ts';
import type { SessionSigns } from '../browsing/site.ts';

export const session: SessionSigns = {
  url: 'https://www.xiaohongshu.com/explore',
  cookies: ['web_session'],
  says({ url, text, isDocument }) {
    if (isDocument) {
      const inState = /"loggedIn":\s*(true|false)/u.exec(text)?.[1];
      return inState === undefined ? null : inState === 'true';
    }
    if (!/\/api\/sns\/web\/v\d\/user\/me(?:\?|$)/u.test(url)) return null;
    const body = jsonIn(text);
    const guest = (body as { data?: { guest?: unknown } | null } | null | undefined)?.data?.guest;
    return typeof guest === 'boolean' ? !guest : null;
  },
};
