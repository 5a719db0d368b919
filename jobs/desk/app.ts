/** The review desk as one application: guards first, then what is open to everybody, then what needs a session. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { KocError } from '../../warehouse/contracts/errors.ts';
import { actionRoutes } from './actions.ts';
import { assetRoutes } from './assets.ts';
import { brandRoutes } from './brand_routes.ts';
import type { Desk, DeskEnv, DeskOptions } from './desk.ts';
import { Failures } from './failures.ts';
import { feedRoutes } from './feed_routes.ts';
import { onlyKnownHosts, onlyOwnOrigin, onlyReviewers, onlySessions, speak } from './guard.ts';
import { Journal } from './journal.ts';
import { loginRoutes, logoutRoutes } from './login.ts';
import { mediaRoutes } from './media_routes.ts';
import { pageRoutes } from './page_routes.ts';
import { reportFile } from './report_files.ts';
import { Sessions } from './sessions.ts';
import { Weeks } from './week.ts';

export type DeskApp = Hono<DeskEnv>;

/** Bytes of a form: the longest note and what stands around it, in Chinese and percent-encoded. */
const FORM_BYTES = 64 * 1024;

export function deskApp(options: DeskOptions): DeskApp {
  const { place, workspaceDir, ctx, randomBytes } = options;
  const desk: Desk = {
    options,
    sessions: new Sessions(ctx.now, randomBytes),
    failures: new Failures(ctx.now),
    weeks: new Weeks(workspaceDir, options.openWorkspace),
    journal: new Journal(workspaceDir, ctx),
  };
  const app: DeskApp = new Hono<DeskEnv>();
  app.use(onlyKnownHosts(place));
  app.use(bodyLimit({ maxSize: FORM_BYTES }));
  app.use(onlyOwnOrigin(place));
  app.use(speak(desk));
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.route('/assets', assetRoutes());
  app.route('/', loginRoutes(desk));
  app.route('/feed', feedRoutes(desk));
  app.use(onlySessions(desk));
  app.use(onlyReviewers());
  app.route('/', logoutRoutes(desk));
  app.route('/', pageRoutes(desk));
  app.route('/brands', brandRoutes(desk));
  app.route('/media', mediaRoutes(desk));
  app.route('/', actionRoutes(desk));
  app.get('/report', (c) => c.redirect('/report/', 308));
  app.get('/report/*', async (c) => {
    const path = decoded(new URL(c.req.url).pathname.slice('/report/'.length));
    return (path === null ? null : await reportFile(workspaceDir, path, c.req.method !== 'HEAD')) ?? c.notFound();
  });
  app.notFound((c) => c.text(`${c.get('words').desk.notFound}\n`, 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    ctx.log.error({ path: c.req.path }, `request failed: ${error.message}`);
    const hint = error instanceof KocError && error.hint !== undefined ? `\n${error.hint}` : '';
    return c.text(`${c.get('words').desk.failed(error.message)}${hint}\n`, 500);
  });
  return app;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
