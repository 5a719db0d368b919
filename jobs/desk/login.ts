/** Coming and going: a token becomes a session cookie that scripts cannot read and other sites cannot send. */
import { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Desk, DeskEnv } from './desk.ts';
import { LANGUAGE_COOKIE, SESSION_COOKIE } from './guard.ts';
import { loginPage } from './pages/login.ts';
import { readUsers, userOf } from './users.ts';

const loginForm = z.object({ token: z.string().trim().max(200), to: z.string().max(2000).default('/') });

/** Open to everybody. */
export function loginRoutes(desk: Desk): Hono<DeskEnv> {
  const { place, workspaceDir } = desk.options;
  const cookie = {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: place.publicUrl?.protocol === 'https:',
  } as const;
  return new Hono<DeskEnv>()
    .get('/login', (c) => c.html(loginPage(c.get('words'), { to: localPath(c.req.query('to')), said: null })))
    .post('/login', async (c) => {
      const words = c.get('words');
      const address = c.env.incoming.socket.remoteAddress ?? '';
      const form = loginForm.safeParse(await c.req.parseBody());
      const to = localPath(form.data?.to);
      const wait = desk.failures.waitSeconds(address);
      if (wait > 0) {
        c.header('retry-after', String(wait));
        return c.html(loginPage(words, { to, said: words.desk.login.wait(wait) }), 429);
      }
      const user = form.success ? userOf(await readUsers(workspaceDir), form.data.token) : null;
      if (user === null) {
        desk.failures.note(address);
        return c.html(loginPage(words, { to, said: words.desk.login.wrong }), 403);
      }
      setCookie(c, SESSION_COOKIE, desk.sessions.begin(user).id, cookie);
      return c.redirect(to, 303);
    })
    .get('/language/:to{zh|en}', (c) => {
      setCookie(c, LANGUAGE_COOKIE, c.req.param('to'), { ...cookie, maxAge: 31_536_000 });
      return c.redirect(localPath(c.req.query('back')), 303);
    });
}

/** For whoever is logged in. */
export function logoutRoutes(desk: Desk): Hono<DeskEnv> {
  return new Hono<DeskEnv>().post('/logout', (c) => {
    desk.sessions.end(c.get('session').id);
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.redirect('/login', 303);
  });
}

/** A path of this desk; anything else, such as `//elsewhere`, becomes its first page. */
export function localPath(text: string | undefined): string {
  if (text === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return '/';
  const url = URL.parse(text, 'http://desk.invalid');
  return url?.host === 'desk.invalid' && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}
