/** `koc publish`: builds one week from what is in raw and publishes it; collects nothing. With --notify it tells the groups of koc.yaml. */
import type { Command } from 'commander';
import { type App, asOfFrom, type GlobalOptions, openSession } from '../app.ts';
import { checkNotify, NOTIFY_FLAG, notifiedFacts, notifyAll } from '../notified.ts';
import { publishedFacts, tellPublished } from '../published_week.ts';
import { addVerb } from '../verb.ts';

export function addPublish(program: Command, app: App): void {
  addVerb(program, 'publish', 'Build and publish a week from what is in raw.', 'koc publish --as-of 2026-11-16')
    .option('--as-of <date>', 'day before which evidence counts (default: the last Monday)')
    .option(...NOTIFY_FLAG)
    .action(async (options: GlobalOptions & { asOf?: string; notify?: boolean }) => {
      const { publishWeek } = await import('../../pipeline/publish.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      if (options.notify) await checkNotify(session);
      const published = await publishWeek(ws, ctx, asOfFrom(options.asOf, ws, app.now()));
      const notified = options.notify ? await notifyAll(app, session, published.lists) : [];
      if (options.json)
        await app.out.json({ run: ctx.run, ...publishedFacts(published), notified: notifiedFacts(notified) });
      else await tellPublished(app, ws, published);
    });
}
