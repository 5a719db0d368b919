/** `koc publish`: builds one week from what is in raw and publishes it; collects nothing. */
import type { Command } from 'commander';
import { type App, asOfFrom, type GlobalOptions, openSession } from '../app.ts';
import { publishedFacts, tellPublished } from '../published_week.ts';
import { addVerb } from '../verb.ts';

export function addPublish(program: Command, app: App): void {
  addVerb(program, 'publish', 'Build and publish a week from what is in raw.', 'koc publish --as-of 2026-11-16')
    .option('--as-of <date>', 'day before which evidence counts (default: the last Monday)')
    .action(async (options: GlobalOptions & { asOf?: string }) => {
      const { publishWeek } = await import('../../pipeline/publish.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      const published = await publishWeek(ws, ctx, asOfFrom(options.asOf, ws, app.now()));
      if (options.json) await app.out.json({ run: ctx.run, ...publishedFacts(published) });
      else await tellPublished(app, ws, published);
    });
}
