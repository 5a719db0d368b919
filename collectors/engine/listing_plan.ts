/** What a pass asks for: what is left of the last one, then lost intervals, then what is new since the mark. Pure. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';
import type { PlannedTask, Query, Window } from '../../warehouse/contracts/live.ts';
import { EMPTY_CURSOR, isFollowed, type ListingCursor, queryKey, type Task } from './listing_cursor.ts';

export interface PlanOptions {
  /** By how much a window reaches behind the mark. */
  readonly overlapMs: number;
  /** Whether the source can be asked for an interval; else a lost one only widens the new window. */
  readonly boundsTime: boolean;
  /** The operator's own window: marks are neither used nor moved. */
  readonly isFixed: boolean;
}

/** Passes in which a lost interval is asked for again before it is given up (coverage keeps saying that it was lost). */
const MAX_TRIES = 3;

/** The cursor with its work laid out; `goals` say where the marks will stand once it is done. */
export function planned(
  cursor: ListingCursor | null,
  queries: readonly Query[],
  window: Window,
  options: PlanOptions,
): ListingCursor {
  const known = cursor ?? EMPTY_CURSOR;
  const todo: Task[] = known.todo.map((task) => (task.next === null ? task : { ...task, why: 'resumed' as const }));
  const busy = new Set(todo.map(({ key }) => key));
  const gaps = { ...known.gaps };
  const goals = { ...known.goals };
  const [lost, fresh]: [Task[], Task[]] = [[], []];
  for (const query of queries) {
    const key = queryKey(query);
    if (busy.has(key)) continue;
    const open = (why: Task['why'], span: Window, tries: number): Task => {
      return { key, query, window: span, why, next: null, pages: 0, tries, stumbles: 0 };
    };
    if (options.isFixed || !isFollowed(query)) {
      // A pass that resumes finishes what was planned then: which accounts and posts are due is asked anew after that.
      if (todo.length === 0) fresh.push(open('new', window, 0));
      continue;
    }
    const mark = known.marks[key];
    const missed = (known.gaps[key] ?? []).filter(({ tries }) => tries < MAX_TRIES);
    const since = mark === undefined ? window.since : mark - options.overlapMs;
    if (mark !== undefined && mark >= window.until) continue;
    goals[key] = window.until;
    // From here on its tasks answer for an interval: one that is lost again becomes a gap again.
    delete gaps[key];
    if (options.boundsTime) {
      for (const gap of missed) lost.push(open('lost', { since: gap.since, until: gap.until }, gap.tries + 1));
      fresh.push(open('new', { since, until: window.until }, 0));
    } else {
      const tries = missed.length === 0 ? 0 : Math.max(...missed.map((gap) => gap.tries)) + 1;
      const from = Math.min(since, ...missed.map((gap) => gap.since));
      fresh.push(open('new', { since: from, until: window.until }, tries));
    }
  }
  return { ...known, todo: [...todo, ...lost, ...fresh], gaps, goals };
}

/** What `planned` lays out, for a dry run. */
export function plannedTasks(cursor: ListingCursor): PlannedTask[] {
  return cursor.todo.map(({ query, window, why }) => ({ query, window, why }));
}

/** Platforms index late: hours by which a window reaches behind the mark, where the source says nothing of it. */
const OVERLAP_HOURS = 6;

/** Options of a source's plan. */
export function planOptions(
  source: { readonly meta: Pick<CollectorMeta, 'overlapHours'>; readonly boundsTime: boolean },
  isFixed: boolean,
): PlanOptions {
  const { meta, boundsTime } = source;
  return { overlapMs: (meta.overlapHours ?? OVERLAP_HOURS) * 3_600_000, boundsTime, isFixed };
}
