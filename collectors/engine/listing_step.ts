/** One step of a listing: from the cursor and what a page said to the next cursor. Pure, and the only place that moves marks. */
import type { Query, Window } from '../../warehouse/contracts/live.ts';
import { isFollowed, type ListingCursor, queryKey, type Task } from './listing_cursor.ts';

/** What a page says about how to go on. */
export interface PageFacts {
  /** Token of the next page; null = this was the last. */
  readonly next: unknown;
  /** The platform shows no more, but has more. */
  readonly isCapped: boolean;
  /** An interval of the window that is not shown however it is asked for; null = none. Counts once the task has ended. */
  readonly lost: Window | null;
  /** Oldest moment on the page that lies in the window, UTC ms; null = no record of the window is dated. */
  readonly oldest: number | null;
  /** Whether everything dated on the page lies before the window: a newest-first listing has come to its end. */
  readonly isPast: boolean;
  readonly follow: readonly Query[];
}

export interface StepRules {
  readonly order: 'newest-first' | 'oldest-first' | 'unordered';
  readonly boundsTime: boolean;
  /** Fineness of the platform's times, ms: what shares a moment cannot be told apart by windows. */
  readonly resolutionMs: number;
}

const BEGINNING = { next: null, pages: 0, stumbles: 0 } as const;

/** The cursor once a page of its first task is sealed. */
export function advanced(cursor: ListingCursor, page: PageFacts, rules: StepRules): ListingCursor {
  const [task, ...rest] = cursor.todo;
  if (task === undefined) return cursor;
  const followed = page.follow.map((query): Task => ({ ...task, query, ...BEGINNING, why: 'new' }));
  const goesOn = page.next !== null && !page.isPast && !page.isCapped;
  if (goesOn)
    return {
      ...cursor,
      todo: [...followed, { ...task, next: page.next, pages: task.pages + 1, stumbles: 0 }, ...rest],
    };
  if (page.isPast || !page.isCapped) return settled({ ...cursor, todo: [...followed, ...rest] }, task, page.lost);
  const { parts, lost } = split(task, page.oldest, rules);
  const further = parts.map((window): Task => ({ ...task, window, ...BEGINNING }));
  return settled({ ...cursor, todo: [...followed, ...further, ...rest] }, task, lost);
}

/** The cursor without its first task, which cannot be had (its post or account is gone). */
export function dropped(cursor: ListingCursor): ListingCursor {
  const [task, ...rest] = cursor.todo;
  return task === undefined ? cursor : settled({ ...cursor, todo: rest }, task, null);
}

/** The cursor of a pass that ends at its first task; `isGivenUp` once that has happened too often. */
export function stumbled(cursor: ListingCursor): { readonly cursor: ListingCursor; readonly isGivenUp: boolean } {
  const [task, ...rest] = cursor.todo;
  if (task === undefined || isFollowed(task.query)) return { cursor, isGivenUp: false };
  const stumbles = task.stumbles + 1;
  if (stumbles >= MAX_STUMBLES) return { cursor: dropped(cursor), isGivenUp: true };
  return { cursor: { ...cursor, todo: [{ ...task, stumbles }, ...rest] }, isGivenUp: false };
}

/** Passes that one post or account may end before it is left out: all that waits behind it would wait for ever. */
const MAX_STUMBLES = 3;

/** The cursor with its first task begun anew: its page token is not known any more. Nor is what its first page is known by. */
export function restarted(cursor: ListingCursor): ListingCursor {
  const [task, ...rest] = cursor.todo;
  if (task === undefined) return cursor;
  return { ...cursor, todo: [{ ...task, next: null, pages: 0, why: 'new' }, ...rest], validators: {} };
}

/**
 * The cursor without all that is left of its first task's query: it is refused for now. Its mark stays, so that the next pass asks
 * from there; a lost interval that was asked for again is lost still, and what its pages are known by is forgotten.
 */
export function putAway(cursor: ListingCursor): ListingCursor {
  const [task] = cursor.todo;
  if (task === undefined) return cursor;
  const { key } = task;
  const left = cursor.todo.filter((one) => one.key === key);
  const again = left.flatMap(({ window, tries }) => (tries > 0 ? [{ ...window, tries: tries - 1 }] : []));
  const { [key]: _missed, ...goals } = cursor.goals;
  const gaps = again.length === 0 ? cursor.gaps : { ...cursor.gaps, [key]: [...(cursor.gaps[key] ?? []), ...again] };
  const validators = task.pages > 0 ? {} : cursor.validators;
  return { ...cursor, todo: cursor.todo.filter((one) => one.key !== key), goals, gaps, validators };
}

/**
 * What a capped window still has to be asked for, and what of it can never be shown. Newest-first it goes on at the oldest post seen,
 * that moment included; a moment that fills the cap alone is lost. In any other order both halves are asked for again.
 */
function split(
  task: Task,
  oldest: number | null,
  rules: StepRules,
): { readonly parts: readonly Window[]; readonly lost: Window | null } {
  const { since, until } = task.window;
  const { order, resolutionMs } = rules;
  const isNewestFirst = order === 'newest-first';
  // Where nothing of the window is shown, asking for parts of it would show nothing either.
  const showsNothing = isNewestFirst && oldest === null;
  if (!rules.boundsTime || task.query.kind === 'post' || showsNothing) {
    const lostUntil = isNewestFirst ? (oldest ?? until) : until;
    return { parts: [], lost: { since: Math.min(since, lostUntil), until: lostUntil } };
  }
  const floor = (moment: number) => Math.floor(moment / resolutionMs) * resolutionMs;
  if (isNewestFirst && oldest !== null) {
    const [moment, end] = [floor(oldest), floor(oldest) + resolutionMs];
    if (end < until) return { parts: [{ since, until: end }], lost: null };
    return { parts: moment > since ? [{ since, until: moment }] : [], lost: { since: moment, until: end } };
  }
  const middle = floor((since + until) / 2);
  if (middle <= since || middle >= until) return { parts: [], lost: task.window };
  const [newer, older] = [
    { since: middle, until },
    { since, until: middle },
  ];
  return { parts: [newer, older], lost: null };
}

/** Notes what a task has lost; the mark of its query moves once nothing of that is left to do. */
function settled(cursor: ListingCursor, task: Task, lost: Window | null): ListingCursor {
  const { key, tries } = task;
  const isEmpty = lost === null || lost.since >= lost.until;
  // What a single post or account hides is no interval of the query that led to it.
  const isOwn = queryKey(task.query) === key;
  const gaps =
    isEmpty || !isOwn ? cursor.gaps : { ...cursor.gaps, [key]: [...(cursor.gaps[key] ?? []), { ...lost, tries }] };
  const goal = cursor.goals[key];
  if (goal === undefined || cursor.todo.some((other) => other.key === key)) return { ...cursor, gaps };
  const { [key]: _reached, ...goals } = cursor.goals;
  return { ...cursor, gaps, goals, marks: { ...cursor.marks, [key]: Math.max(goal, cursor.marks[key] ?? goal) } };
}
