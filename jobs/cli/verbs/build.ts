/** `koc build`: brings the lake up to date and builds and checks the tables of one week; publishes nothing. */
import type { Command } from 'commander';
import { type App, asOfFrom, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

export function addBuild(program: Command, app: App): void {
  addVerb(program, 'build', 'Build and check the tables of a week without publishing.', 'koc build --as-of 2026-11-16')
    .option('--as-of <date>', 'day before which evidence counts (default: the last Monday)')
    .action(async (options: GlobalOptions & { asOf?: string }) => {
      const { buildWeek } = await import('../../pipeline/build.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      const built = await buildWeek(ws, ctx, asOfFrom(options.asOf, ws, app.now()));
      const week = { as_of: built.asOf.date, week: built.asOf.isoWeek, dir: built.dir };
      if (options.json) await app.out.json(week);
      else await app.out.data(`${built.dir}\n`);
    });
}
