/** Reads a listing page by page. Invariant: a batch holds the records of one page and the cursor behind it, so that a cut loses neither. */
import type { Batch, CollectContext, PassEnd } from '../../warehouse/contracts/collector.ts';
import { KocError, PayloadError } from '../../warehouse/contracts/errors.ts';
import { type LivePass, RefusalError } from '../../warehouse/contracts/live.ts';
import type { Outcome } from '../../warehouse/contracts/raw.ts';
import { personalDropper } from './drop_personal.ts';
import type { Ask, ListingSource, Page } from './listing.ts';
import { isFollowed, type ListingCursor, type Task } from './listing_cursor.ts';
import { brake, sealable } from './listing_page.ts';
import { planned, planOptions } from './listing_plan.ts';
import { afterRefusal } from './listing_refusal.ts';
import { advanced, type StepRules } from './listing_step.ts';
import { PassTally } from './listing_tally.ts';

/** One pass: page after page of what is planned, each sealed with the place to go on from. */
export async function* collectListing<Options, Next>(
  source: ListingSource<Options, Next>,
  pass: CollectContext<Options, ListingCursor>,
): AsyncGenerator<Batch<ListingCursor>, PassEnd> {
  const { live } = pass;
  if (live === null) throw new KocError(`${source.meta.name} reaches out and was given no way to`);
  const rules: StepRules = {
    order: source.meta.order,
    boundsTime: source.boundsTime,
    resolutionMs: source.resolutionMs ?? 1000,
  };
  const drop = personalDropper(source.meta.personal);
  const tally = new PassTally();
  const plan = planOptions(source, live.isFixedWindow);
  let isResumed = (pass.cursor?.todo.length ?? 0) > 0;
  let cursor = planned(pass.cursor, live.queries, live.window, plan);
  knowAgain(live, cursor.validators);
  // A pass that only finishes what was cut is given no queries.
  const queries = Math.max(live.queries.length, new Set(cursor.todo.map(({ key }) => key)).size);
  let outcome: Outcome | null = null;
  for (;;) {
    if (cursor.todo.length === 0 && isResumed) {
      // What the last pass left is done; what is new since is this pass's own.
      isResumed = false;
      cursor = planned(cursor, live.queries.filter(isFollowed), live.window, plan);
    }
    if (cursor.todo.length === 0) break;
    pass.signal.throwIfAborted();
    if (live.limit !== null && tally.records >= live.limit) {
      outcome = 'capped';
      break;
    }
    const task = cursor.todo[0]!;
    let page: Page<Next>;
    try {
      page = await source.page(askOf(source, pass, live, task, cursor.marks[task.key] ?? null));
    } catch (error) {
      if (!(error instanceof RefusalError || error instanceof PayloadError)) throw error;
      const after = afterRefusal(error, cursor, { pass, platform: source.meta.platform, tally });
      cursor = after.cursor;
      if (after.records !== null) yield { records: after.records, cursor, rejected: 0 };
      if (after.do === 'throw') throw error;
      if (after.do === 'end') {
        outcome = after.outcome;
        break;
      }
      knowAgain(live, cursor.validators);
      continue;
    }
    const { records, facts, isCut } = sealable(source, pass, page, task, tally, drop);
    if (isCut || page.isUnsettled === true) knowAgain(live, cursor.validators);
    const before = cursor;
    cursor = advanced(cursor, brake(facts, task, tally, pass.log), rules);
    tally.stepped(before, cursor);
    cursor = { ...cursor, validators: Object.fromEntries([...live.validators].slice(-MAX_VALIDATORS)) };
    live.report({ pages: tally.pages });
    yield { records, cursor, rejected: page.rejected?.length ?? 0 };
  }
  const ended = outcome ?? tally.outcome(queries);
  return {
    outcome: ended,
    asked: { queries, ...tally.facts(), left: cursor.todo.length },
    cursor,
  };
}

const MAX_VALIDATORS = 200;

/** Sets what answers are known by back to what was sealed. */
function knowAgain({ validators }: LivePass, sealed: ListingCursor['validators']): void {
  validators.clear();
  for (const [url, known] of Object.entries(sealed)) validators.set(url, known);
}

function askOf<Options, Next>(
  source: ListingSource<Options, Next>,
  pass: CollectContext<Options, ListingCursor>,
  live: LivePass,
  task: Task,
  mark: number | null,
): Ask<Options, Next> {
  const next = task.next === null ? null : source.next.safeParse(task.next);
  return {
    query: task.query,
    window: task.window,
    mark,
    next: next?.success === true ? next.data : null,
    options: pass.options,
    http: live.http,
    secret: live.secret,
    state: live.state,
    now: pass.now,
    log: pass.log,
  };
}
