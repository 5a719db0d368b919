/** `koc weekly`: due sources, lake, tables, checks and lists under one run id. Safe to repeat. */
import type { Command } from 'commander';
import { EXIT } from '../../../warehouse/contracts/errors.ts';
import type { WeeklyResult } from '../../pipeline/weekly.ts';
import { type App, asOfFrom, type GlobalOptions, openSession, type Session } from '../app.ts';
import { publishedFacts, tellPublished } from '../published_week.ts';
import { sourcesTable } from '../sources_table.ts';
import { addVerb } from '../verb.ts';

export function addWeekly(program: Command, app: App): void {
  addVerb(program, 'weekly', 'Collect, build, check and publish the last week.', 'koc weekly --as-of 2026-11-16')
    .option('--as-of <date>', 'day before which evidence counts (default: the last Monday)')
    .action(async (options: GlobalOptions & { asOf?: string }) => {
      await using session = await openSession(app, options, { writes: true });
      await runWeekly(app, session, options);
    });
}

/** One weekly run, told as the options want it; sets the exit code. */
export async function runWeekly(
  app: App,
  { ws, ctx }: Session,
  options: { readonly asOf?: string; readonly json?: boolean },
): Promise<WeeklyResult> {
  const { weekly } = await import('../../pipeline/weekly.ts');
  const result = await weekly(ws, ctx, { asOf: asOfFrom(options.asOf, ws, app.now()) });
  app.setExitCode(result.exitCode);
  if (options.json) {
    await app.out.json({
      run: result.run,
      exit_code: result.exitCode,
      sources: result.sources,
      ...publishedFacts(result),
    });
    return result;
  }
  if (result.exitCode !== EXIT.ok) app.out.tell(sourcesTable(result.sources));
  await tellPublished(app, ws, result);
  return result;
}
