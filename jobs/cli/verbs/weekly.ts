/** `koc weekly`: due sources, lake, tables, checks and lists under one run id. Safe to repeat. */
import type { Command } from 'commander';
import { EXIT } from '../../../warehouse/contracts/errors.ts';
import type { WeeklyResult } from '../../pipeline/weekly.ts';
import { type App, asOfFrom, type GlobalOptions, openSession, type Session } from '../app.ts';
import { checkNotify, NOTIFY_FLAG, notifiedFacts, notifyAll } from '../notified.ts';
import { publishedFacts, tellPublished } from '../published_week.ts';
import { sourcesTable } from '../sources_table.ts';
import { addVerb } from '../verb.ts';

export function addWeekly(program: Command, app: App): void {
  addVerb(program, 'weekly', 'Collect, build, check and publish the last week.', 'koc weekly --as-of 2026-11-16')
    .option('--as-of <date>', 'day before which evidence counts (default: the last Monday)')
    .option(...NOTIFY_FLAG)
    .action(async (options: GlobalOptions & { asOf?: string; notify?: boolean }) => {
      await using session = await openSession(app, options, { writes: true });
      await runWeekly(app, session, options);
    });
}

/** One weekly run, told as the options want it; sets the exit code. */
export async function runWeekly(
  app: App,
  session: Session,
  options: { readonly asOf?: string; readonly json?: boolean; readonly notify?: boolean },
): Promise<WeeklyResult> {
  const { ws, ctx } = session;
  if (options.notify) await checkNotify(session);
  const { weekly } = await import('../../pipeline/weekly.ts');
  const result = await weekly(ws, ctx, { asOf: asOfFrom(options.asOf, ws, app.now()) });
  app.setExitCode(result.exitCode);
  const notified = options.notify ? await notifyAll(app, session, result.lists) : [];
  if (options.json) {
    await app.out.json({
      run: result.run,
      exit_code: notified.some(({ outcome }) => outcome === 'failed') ? EXIT.someSourcesFailed : result.exitCode,
      sources: result.sources,
      ...publishedFacts(result),
      notified: notifiedFacts(notified),
    });
    return result;
  }
  if (result.exitCode !== EXIT.ok) app.out.tell(sourcesTable(result.sources));
  await tellPublished(app, ws, result);
  const late = result.sources.filter(({ observedTo }) => observedTo !== null && observedTo >= result.lists.asOf.utcMs);
  if (late.length > 0) app.out.tell(lateNote(late.map(({ source }) => source).join(', '), result.lists.asOf.date));
  for (const { source, browsed } of result.sources)
    if (browsed !== null) app.out.tell(`  ${source}: people look at it themselves: ${browsed}`);
  return result;
}

/** A list as of a day knows nothing that was seen on that day or later, not even old posts. */
function lateNote(sources: string, date: string): string {
  return `  ! ${sources}: fetched on ${date} or later, so this list does not know it yet; collect before the day of the list, or give --as-of tomorrow`;
}
