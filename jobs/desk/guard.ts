/** What stands before every route: known host, bounded body, own origin, a session, and for whatever changes something a reviewer. */
import { getCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import { catalogues } from '../report/words/languages.ts';
import type { Desk, DeskEnv } from './desk.ts';
import { safeHeaders } from './headers.ts';
import { isKnownHost, isOwnOrigin, type Place } from './hosts.ts';
import { isSame } from './sessions.ts';
import { readUsers } from './users.ts';

export const SESSION_COOKIE = 'koc_desk';
export const LANGUAGE_COOKIE = 'koc_lang';

/** Sets the headers of every answer that has not set its own, and refuses names that are not the desk's. */
export function onlyKnownHosts(place: Place) {
  return createMiddleware<DeskEnv>(async (c, next) => {
    if (!isKnownHost(c.req.header('host'), place)) {
      return c.text('This name is not one of the desk. Start it with --public-url to add one.\n', 421, safeHeaders());
    }
    await next();
    if (c.res.headers.has('content-security-policy')) return;
    for (const [name, value] of Object.entries(safeHeaders())) c.res.headers.set(name, value);
  });
}

/** Forms have to come from a page of the desk, by what the browser says of their origin. */
export function onlyOwnOrigin(place: Place) {
  return csrf({ origin: (origin, c) => isOwnOrigin(origin, c.req.header('host'), place) });
}

/** The chosen language, else the first of koc.yaml. */
export function speak(desk: Desk) {
  return createMiddleware<DeskEnv>(async (c, next) => {
    const chosen = getCookie(c, LANGUAGE_COOKIE);
    c.set('words', catalogues([chosen === 'zh' || chosen === 'en' ? chosen : desk.options.language])[0]);
    await next();
  });
}

/** Who is not logged in is sent to the login and comes back afterwards. */
export function onlySessions(desk: Desk) {
  return createMiddleware<DeskEnv>(async (c, next) => {
    const session = desk.sessions.find(getCookie(c, SESSION_COOKIE), await readUsers(desk.options.workspaceDir));
    if (session === null) {
      if (c.req.method !== 'GET') return c.text(`${c.get('words').desk.login.over}\n`, 401);
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`/login?to=${encodeURIComponent(`${pathname}${search}`)}`, 303);
    }
    c.set('session', session);
    await next();
  });
}

/** A form of this session, sent by somebody who may decide. Logging out needs no role. */
export function onlyReviewers() {
  return createMiddleware<DeskEnv>(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const { user, csrf: wanted } = c.get('session');
    const words = c.get('words').desk.refused;
    const form = await c.req.parseBody();
    if (typeof form['csrf'] !== 'string' || !isSame(form['csrf'], wanted)) return c.text(`${words.form}\n`, 403);
    if (user.role !== 'reviewer' && c.req.path !== '/logout') return c.text(`${words.viewer}\n`, 403);
    await next();
  });
}
