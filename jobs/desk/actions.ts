/** Everything that changes something: a form becomes decisions that are sealed before the answer, then the browser is sent back. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { BusyError, UsageError } from '../../warehouse/contracts/errors.ts';
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { authorIn } from '../pipeline/authors.ts';
import { DecisionConflict, type DecisionDraft, updateDecisions } from '../pipeline/decisions.ts';
import { identityFiles } from '../pipeline/identity_files.ts';
import { joinPersons, partPerson } from '../pipeline/same_person.ts';
import { type Html, html } from '../report/html.ts';
import type { Desk, DeskEnv } from './desk.ts';
import { decideDrafts, type Fields, samePersonForm, undoForm, workDrafts } from './forms.ts';
import { localPath } from './login.ts';
import { conflictMain } from './pages/conflict.ts';
import { framed } from './pages/frame.ts';
import { type Visit, visitOf } from './view.ts';

type Act = (visit: Visit, fields: Fields, by: string) => Promise<readonly CanonicalDecision[]>;

export function actionRoutes(desk: Desk): Hono<DeskEnv> {
  const { journal, options } = desk;
  const acts: Readonly<Record<string, Act>> = {
    '/decide': async (visit, fields, by) => journal.append(visit.week.ws, await known(visit, decideDrafts(fields, by))),
    '/work': async (visit, fields, by) => journal.append(visit.week.ws, await known(visit, workDrafts(fields, by))),
    '/undo': async ({ week }, fields, by) => {
      const { id, reason } = undoForm.parse(fields);
      return [await journal.undo(week.ws, id, by, reason || null)];
    },
    '/same-person': async ({ week, words }, fields, by) => {
      const { subject, other, is_same } = samePersonForm.parse(fields);
      const said = { by, reason: null };
      const found =
        is_same === 'no'
          ? null
          : await authorIn(week.ws, (await identityFiles(options.workspaceDir)).identity_authors, other);
      if (is_same === 'yes' && found === null) throw new UsageError(words.desk.person.nobody(other));
      const sealed = await updateDecisions(week.ws, options.ctx, (history) =>
        found === null ? partPerson(history, subject, said) : joinPersons(history, subject, found.authorKey, said),
      );
      journal.forget();
      return sealed;
    },
  };
  const routes = new Hono<DeskEnv>();
  for (const [path, act] of Object.entries(acts)) routes.post(path, (c) => answer(c, desk, path, act));
  return routes;
}

/** A form may have stood open while its author was forgotten: nothing more is noted about them or their posts. */
async function known({ week, words }: Visit, drafts: readonly DecisionDraft[]): Promise<readonly DecisionDraft[]> {
  for (const { subjectKey: key } of drafts) {
    if (week.known.authors.has(key) || week.known.posts.has(key)) continue;
    const found = await week.directory.find({ posts: [key], authors: [key] });
    if (!found.posts.has(key) && !found.known.authors.has(key)) throw new UsageError(words.desk.gone);
  }
  return drafts;
}

async function answer(c: Context<DeskEnv>, desk: Desk, path: string, act: Act): Promise<Response> {
  const visit = await visitOf(c, desk);
  if (visit === null) return c.text(`${c.get('words').desk.unpublished}\n`, 503);
  const fields = await c.req.parseBody();
  const back = localPath(typeof fields['back'] === 'string' ? fields['back'] : undefined);
  try {
    const [first] = await act(visit, fields, visit.session.user.name);
    return c.redirect(first === undefined ? back : noted(back, first.id), 303);
  } catch (error) {
    if (error instanceof DecisionConflict) {
      return c.html(shown(visit, visit.words.desk.conflict.title, conflictMain(visit, error, path, fields, back)), 409);
    }
    const problem = problemOf(error);
    if (problem === null) throw error;
    const { title, goBack } = visit.words.desk.problem;
    const main = html`<p class="note bad" role="alert">${problem.message}</p>${problem.hint !== undefined && html`<p>${problem.hint}</p>`}<p><a class="button" href="${back}">${goBack}</a></p>`;
    return c.html(shown(visit, title, main), problem.status);
  }
}

function shown({ words, session, week }: Visit, title: string, main: Html): string {
  return framed({ words, title, heading: html`${title}`, session, path: '/', brands: week.brands, main });
}

/** What the person can mend; null = it is our fault. */
function problemOf(
  error: unknown,
): { readonly message: string; readonly hint: string | undefined; readonly status: 400 | 503 } | null {
  if (error instanceof BusyError) return { message: error.message, hint: error.hint, status: 503 };
  if (error instanceof UsageError) return { message: error.message, hint: error.hint, status: 400 };
  if (!(error instanceof z.ZodError)) return null;
  const [issue] = error.issues;
  return { message: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, hint: undefined, status: 400 };
}

/** The page to go back to, told what was decided. */
function noted(back: string, id: string): string {
  const url = new URL(back, 'http://desk.invalid');
  url.searchParams.set('done', id);
  return `${url.pathname}${url.search}${url.hash}`;
}
