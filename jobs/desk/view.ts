/** What a page is made of: the published week, what was decided, who looks and in which language. */
import type { Context } from 'hono';
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { dayNo, isoDate } from '../../warehouse/contracts/time.ts';
import type { Brand } from '../config/types.ts';
import { thumbnails } from '../pipeline/media.ts';
import type { Known } from '../report/known.ts';
import type { Words } from '../report/words/words.ts';
import type { Decisions } from './decisions.ts';
import type { Desk, DeskEnv } from './desk.ts';
import type { FoundPost } from './directory.ts';
import type { Session } from './sessions.ts';
import type { DeskWeek } from './week.ts';

/** Who asks for what, of which week; enough to act on. */
export interface Visit {
  readonly words: Words;
  readonly session: Session;
  /** Path and query of the page. */
  readonly path: string;
  readonly week: DeskWeek;
}

export interface View extends Visit {
  readonly decisions: Decisions;
  /** `YYYY-MM-DD` in the workspace's zone. */
  readonly today: string;
  /** Names and words of the week, and of what was looked up besides. */
  readonly known: Known;
  /** Paths of posts' pictures by post_key. */
  readonly pictures: ReadonlyMap<string, string>;
  /** What was saved a moment ago; null = nothing. */
  readonly done: CanonicalDecision | null;
}

/** Null when nothing is published. */
export async function visitOf(c: Context<DeskEnv>, desk: Desk): Promise<Visit | null> {
  const week = await desk.weeks.current();
  if (week === null) return null;
  const { pathname, search } = new URL(c.req.url);
  return { words: c.get('words'), session: c.get('session'), path: `${pathname}${search}`, week };
}

/** Null when nothing is published. */
export async function viewOf(c: Context<DeskEnv>, desk: Desk): Promise<View | null> {
  const { workspaceDir, ctx } = desk.options;
  const [visit, decisions, pictures] = await Promise.all([
    visitOf(c, desk),
    desk.journal.current(),
    thumbnails(workspaceDir, ctx.now()),
  ]);
  if (visit === null) return null;
  const done = c.req.query('done');
  return {
    ...visit,
    decisions,
    today: today(desk, visit.week),
    known: visit.week.known,
    pictures,
    done: done === undefined ? null : decisions.find(done),
  };
}

/** Day of the workspace's zone. */
export function today(desk: Desk, { ws }: DeskWeek): string {
  return isoDate(dayNo(desk.options.ctx.now(), ws.offset));
}

/** The view with names and words of further keys, and the posts that were found by them. */
export async function knowing<Base extends Pick<View, 'known' | 'week'>>(
  view: Base,
  { posts = [], authors = [] }: { readonly posts?: readonly string[]; readonly authors?: readonly string[] },
): Promise<{ readonly view: Base; readonly posts: ReadonlyMap<string, FoundPost> }> {
  const unknown = authors.filter((key) => !view.known.authors.has(key));
  const found = await view.week.directory.find({ posts, authors: unknown });
  const known = {
    authors: new Map([...found.known.authors, ...view.known.authors]),
    posts: new Map([...found.known.posts, ...view.known.posts]),
  };
  return { view: { ...view, known }, posts: found.posts };
}

/** The view with names for whatever the decisions are about. */
export async function knowingSubjects(view: View, decisions: readonly CanonicalDecision[]): Promise<View> {
  const keys = decisions.filter(({ type }) => type !== 'forget').map(({ subjectKey }) => subjectKey);
  const posts = keys.filter((key) => !view.known.posts.has(key) && !view.known.authors.has(key));
  return (await knowing(view, { posts, authors: keys })).view;
}

/** An own brand by its id; null = there is none. */
export function ownBrand(view: View, id: string): Brand | null {
  return view.week.brands.find((brand) => brand.id === id) ?? null;
}

/** Whether the decision is younger than the build, so that lists do not show it yet. */
export function isPending(decision: CanonicalDecision, { week }: View): boolean {
  return decision.at >= week.build.decidedBefore;
}
