/** One step of a listing: from the cursor and what a page said to the next cursor. Pure, and the only place that moves marks. */
import type { Query, Window } from '../warehouse/contracts/live.ts';
import { type ListingCursor, queryKey, type Task } from './listing_cursor.ts';

/** What a page says about how to go on. */
export interface PageFacts {
  /** Token of the next page; null = this was the last. */
  readonly next: unknown;
  /** The platform shows no more, but has more. */
  readonly isCapped: boolean;
  /** Oldest moment on the page, UTC ms; null = no dated record. */
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

/** The cursor once a page of its first task is sealed. */
export function advanced(cursor: ListingCursor, page: PageFacts, rules: StepRules): ListingCursor {
  const [task, ...rest] = cursor.todo;
  if (task === undefined) return cursor;
  const followed = page.follow.map((query): Task => ({ ...task, query, why: 'new', next: null, pages: 0 }));
  const goesOn = page.next !== null && !page.isPast && !page.isCapped;
  if (goesOn) return { ...cursor, todo: [...followed, { ...task, next: page.next, pages: task.pages + 1 }, ...rest] };
  if (page.isPast || !page.isCapped) return settled({ ...cursor, todo: [...followed, ...rest] }, task, null);
  const canNarrow = rules.boundsTime && task.query.kind !== 'post';
  const narrower = canNarrow ? windowsLeft(task.window, page.oldest, rules) : [];
  if (narrower.length === 0) {
    const lostUntil = rules.order === 'newest-first' ? (page.oldest ?? task.window.until) : task.window.until;
    const lost = { since: Math.min(task.window.since, lostUntil), until: lostUntil };
    return settled({ ...cursor, todo: [...followed, ...rest] }, task, lost);
  }
  const parts = narrower.map((window): Task => ({ ...task, window, next: null, pages: 0 }));
  return { ...cursor, todo: [...followed, ...parts, ...rest] };
}

/** The cursor without its first task, which cannot be had (its post or account is gone). */
export function dropped(cursor: ListingCursor): ListingCursor {
  const [task, ...rest] = cursor.todo;
  return task === undefined ? cursor : settled({ ...cursor, todo: rest }, task, null);
}

/** The cursor with its first task begun anew: its page token is not known any more. */
export function restarted(cursor: ListingCursor): ListingCursor {
  const [task, ...rest] = cursor.todo;
  return task === undefined ? cursor : { ...cursor, todo: [{ ...task, next: null, pages: 0, why: 'new' }, ...rest] };
}

/**
 * What a capped window still has to be asked for. Newest-first: from its beginning to the oldest post seen, that moment included;
 * in any other order it is not known what was left out, so both halves are asked for again. Empty: it cannot be split.
 */
function windowsLeft(window: Window, oldest: number | null, rules: StepRules): Window[] {
  const { order, resolutionMs } = rules;
  if (order === 'newest-first' && oldest !== null) {
    const until = (Math.floor(oldest / resolutionMs) + 1) * resolutionMs;
    if (until < window.until && until > window.since) return [{ since: window.since, until }];
  }
  const middle = Math.floor((window.since + window.until) / 2 / resolutionMs) * resolutionMs;
  if (middle <= window.since || middle >= window.until) return [];
  // The newer half first, so that what is lost in the end is the older.
  return [
    { since: middle, until: window.until },
    { since: window.since, until: middle },
  ];
}

/** Notes what a finished task has lost; the mark of its query moves once nothing of that is left to do. */
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
