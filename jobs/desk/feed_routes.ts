/** `/feed/<brand>.json`: for programs, which log in with a token for each request and get no session. */
import { type Context, Hono } from 'hono';
import { dayNo, isoDate } from '../../warehouse/contracts/time.ts';
import type { Desk, DeskEnv } from './desk.ts';
import { approvedFeed, FEED_TYPE } from './feed.ts';
import { readUsers, userOf } from './users.ts';

export function feedRoutes(desk: Desk): Hono<DeskEnv> {
  return new Hono<DeskEnv>().get('/:file{[a-z0-9][a-z0-9_-]*\\.json}', async (c) => {
    const address = c.env.incoming.socket.remoteAddress ?? '';
    const [week, decisions] = await Promise.all([desk.weeks.current(), desk.journal.current()]);
    if (week?.ws.config.desk.publicFeed !== true) {
      const wait = desk.failures.waitSeconds(address);
      if (wait > 0) return c.json({ error: 'too many wrong tokens' }, 429, { 'retry-after': String(wait) });
      if (!(await mayRead(c, desk))) {
        desk.failures.note(address);
        return c.json({ error: 'a token is needed' }, 401, { 'www-authenticate': 'Bearer' });
      }
    }
    const id = c.req.param('file').replace(/\.json$/u, '');
    const brand = week?.brands.find((one) => one.id === id);
    if (week === null || brand === undefined) return c.json({ error: 'no such feed' }, 404);
    const today = isoDate(dayNo(desk.options.ctx.now(), week.ws.offset));
    const feed = await approvedFeed({ words: c.get('words'), week, decisions, today, known: week.known }, brand);
    return c.body(JSON.stringify(feed, null, 2), 200, { 'content-type': FEED_TYPE });
  });
}

/** Any user's token as a header; in the address, where it may be logged, only a viewer's. */
async function mayRead(c: Context<DeskEnv>, desk: Desk): Promise<boolean> {
  const users = await readUsers(desk.options.workspaceDir);
  const header = /^Bearer ([\w-]{1,200})$/u.exec(c.req.header('authorization') ?? '')?.[1];
  if (header !== undefined) return userOf(users, header) !== null;
  return userOf(users, (c.req.query('token') ?? '').slice(0, 200))?.role === 'viewer';
}
