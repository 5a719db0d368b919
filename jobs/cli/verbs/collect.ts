/** `koc collect`: runs the configured sources, all or those named. A bad source never ends the others (exit 3). */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT, UsageError } from '../../../warehouse/contracts/errors.ts';
import type { Window } from '../../../warehouse/contracts/live.ts';
import { nearest } from '../../../warehouse/contracts/nearest.ts';
import { DAY_MS } from '../../../warehouse/contracts/time.ts';
import { positiveInteger } from '../../config/environment.ts';
import type { Workspace } from '../../config/types.ts';
import { progressLine } from '../../pipeline/progress.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { momentFrom } from '../moment.ts';
import { plannedTable, sourcesTable } from '../sources_table.ts';
import { addVerb } from '../verb.ts';

interface CollectFlags extends GlobalOptions {
  readonly since?: string;
  readonly until?: string;
  readonly limit?: string;
  readonly dryRun?: boolean;
  readonly record?: string;
}

export function addCollect(program: Command, app: App): void {
  addVerb(program, 'collect', 'Collect the sources of koc.yaml into raw.', 'koc collect notes microblog')
    .argument('[sources...]', 'ids of sources (default: all)')
    .option('--since <day>', 'of sources that reach out: posts from this day on, instead of what is new')
    .option('--until <day>', 'posts before this day (default: now)')
    .option('--limit <n>', 'records a source; the next run goes on from there')
    .option('--dry-run', 'say what would be asked for, and ask nobody')
    .option('--record <dir>', 'also write what was asked and answered, as a fixture for tests; people are scrubbed')
    .action(async (only: string[], options: CollectFlags) => {
      const { collectSources, someFellShort } = await import('../../pipeline/sources.ts');
      const isDryRun = options.dryRun ?? false;
      await using session = await openSession(app, options, { writes: !isDryRun });
      const { ws, ctx } = session;
      checkNames(
        only,
        ws.config.sources.map(({ id }) => id),
      );
      const bounds = {
        window: windowFrom(options, ws, ctx.now()),
        limit: positiveInteger({ '--limit': options.limit }, '--limit', 1e9),
        recordDir: options.record === undefined ? null : resolve(app.cwd, options.record),
      };
      const results = await collectSources(ws, ctx, {
        ...(only.length === 0 ? {} : { only }),
        bounds,
        isDryRun,
        onProgress: (source, progress) => app.out.progress(`${source}  ${progressLine(progress)}`),
      });
      app.out.progress(null);
      if (someFellShort(results)) app.setExitCode(EXIT.someSourcesFailed);
      if (options.json) await app.out.json({ run: ctx.run, sources: results });
      else await app.out.data(isDryRun ? plannedTable(results) : sourcesTable(results));
    });
}

/** Null when no interval is given. Throws UsageError for one that is empty. */
function windowFrom({ since, until }: CollectFlags, ws: Workspace, nowMs: number): Window | null {
  if (since === undefined && until === undefined) return null;
  const to = until === undefined ? nowMs : momentFrom(until, '--until', ws.offset);
  const from = since === undefined ? to - 30 * DAY_MS : momentFrom(since, '--since', ws.offset);
  if (from < to) return { since: from, until: to };
  throw new UsageError('--since has to lie before --until', { hint: '--until is now unless it is given.' });
}

function checkNames(typed: readonly string[], known: readonly string[]): void {
  if (known.length === 0)
    throw new UsageError('koc.yaml has no sources', { hint: '`koc import FILE --source ID --map MAP` needs none.' });
  for (const name of typed) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    throw new UsageError(`unknown source ${JSON.stringify(name)}`, {
      hint: meant === null ? `There are: ${known.join(', ')}.` : `Did you mean ${meant}?`,
    });
  }
}
