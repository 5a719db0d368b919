/** The pages that are about no single brand, and how every page is made. They read; nothing here changes anything. */
import { type Context, Hono } from 'hono';
import { type Html, html } from '../report/html.ts';
import type { Desk, DeskEnv } from './desk.ts';
import { framed } from './pages/frame.ts';
import { undoForm } from './pages/history.ts';
import { loggedDecisions, logMain } from './pages/log.ts';
import { LATEST, overviewMain } from './pages/overview.ts';
import { decisionWords } from './pages/parts.ts';
import { isPending, knowingSubjects, type View, viewOf } from './view.ts';

/** What a route makes of the view. */
export interface Shown {
  readonly title: string;
  readonly heading: Html;
  readonly main: Html;
}

/** Answers with the page, or that there is none (null), or that nothing is published yet. */
export function page(desk: Desk, make: (view: View, c: Context<DeskEnv>) => Promise<Shown | null>) {
  return async (c: Context<DeskEnv>): Promise<Response> => {
    const view = await viewOf(c, desk);
    const [words, session] = [c.get('words'), c.get('session')];
    if (view === null) {
      const { title } = words.desk;
      const main = html`<p>${words.desk.unpublished}</p>`;
      return c.html(framed({ words, title, heading: html`${title}`, session, path: '/', brands: [], main }), 503);
    }
    const shown = await make(view, c);
    if (shown === null) return c.notFound();
    const { path, week } = view;
    return c.html(framed({ ...shown, words, session, path, brands: week.brands, notice: notice(view) }));
  };
}

export function pageRoutes(desk: Desk): Hono<DeskEnv> {
  return new Hono<DeskEnv>()
    .get(
      '/',
      page(desk, async (view) => {
        const named = await knowingSubjects(view, view.decisions.history.slice(-LATEST));
        const { title } = view.words.desk;
        return { title, heading: html`${title}`, main: overviewMain(named) };
      }),
    )
    .get(
      '/log',
      page(desk, async (view, c) => {
        const wish = {
          by: c.req.query('by') ?? '',
          type: c.req.query('type') ?? '',
          page: pageNo(c.req.query('page')),
        };
        const logged = loggedDecisions(view, wish);
        const { title } = view.words.desk.log;
        const main = logMain(await knowingSubjects(view, logged.shown), wish, logged);
        return { title, heading: html`${title}`, main };
      }),
    );
}

function pageNo(text: string | undefined): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

/** What was saved a moment ago, with the way to take it back. */
function notice(view: View): Html | null {
  const { done, words } = view;
  if (done === null) return null;
  const { saved, nextBuild } = words.desk;
  return html`${saved(decisionWords(done, words))} ${isPending(done, view) && nextBuild} ${undoForm(view, done)}`;
}
