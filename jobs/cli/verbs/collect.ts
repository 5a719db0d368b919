/** `koc collect`: runs the configured sources, all or those named. A bad source never ends the others (exit 3). */
import type { Command } from 'commander';
import { EXIT, UsageError } from '../../../warehouse/contracts/errors.ts';
import { nearest } from '../../../warehouse/contracts/nearest.ts';
import { progressLine } from '../../pipeline/progress.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { sourcesTable } from '../sources_table.ts';
import { addVerb } from '../verb.ts';

export function addCollect(program: Command, app: App): void {
  addVerb(program, 'collect', 'Collect the sources of koc.yaml into raw.', 'koc collect notes microblog')
    .argument('[sources...]', 'ids of sources (default: all)')
    .action(async (only: string[], options: GlobalOptions) => {
      const { collectSources, someFellShort } = await import('../../pipeline/sources.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      checkNames(
        only,
        ws.config.sources.map(({ id }) => id),
      );
      const results = await collectSources(ws, ctx, {
        ...(only.length === 0 ? {} : { only }),
        onProgress: (source, progress) => app.out.progress(`${source}  ${progressLine(progress)}`),
      });
      app.out.progress(null);
      if (someFellShort(results)) app.setExitCode(EXIT.someSourcesFailed);
      if (options.json) await app.out.json({ run: ctx.run, sources: results });
      else await app.out.data(sourcesTable(results));
    });
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
