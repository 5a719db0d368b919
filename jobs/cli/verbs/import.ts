/** `koc import`: takes a file into raw under a mapping. The same file twice changes nothing; bad rows are told and set apart. */
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { slug } from '../../../warehouse/contracts/raw.ts';
import { progressLine } from '../../pipeline/progress.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

interface ImportOptions extends GlobalOptions {
  readonly source: string;
  readonly map: string;
  readonly maxRejectRatio?: number;
}

export function addImport(program: Command, app: App): void {
  addVerb(
    program,
    'import',
    'Import a file of posts, comments or reviews (CSV, JSONL, Parquet, XLSX).',
    'koc import export.csv --source xhs_export --map maps/xhs.yaml',
  )
    .argument('<file>')
    .requiredOption('--source <id>', 'name of the source in raw; need not stand in koc.yaml')
    .requiredOption('--map <file>', 'mapping of columns to fields (docs/import.md)')
    .option('--max-reject-ratio <ratio>', 'share of rows that may fail before the whole import does', ratio)
    .action(async (file: string, options: ImportOptions) => {
      const sourceId = sourceName(options.source);
      const { importFile } = await import('../../pipeline/collect.ts');
      const { openWorkspaceRaw } = await import('../../pipeline/raw.ts');
      const { passBasics } = await import('../../pipeline/sources.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      const raw = await openWorkspaceRaw(ws, ctx);
      await raw.sweep();
      const started = app.now();
      const pass = await importFile({
        ...(await passBasics(ws, ctx, raw)),
        sourceId,
        file: resolve(app.cwd, file),
        map: resolve(app.cwd, options.map),
        ...(options.maxRejectRatio === undefined ? {} : { maxRejectRatio: options.maxRejectRatio }),
        onProgress: throttled(app, (progress) => app.out.progress(progressLine(progress))),
      });
      app.out.progress(null);
      const seconds = (app.now() - started) / 1000;
      if ('unchanged' in pass) {
        if (options.json)
          return app.out.json({ source: sourceId, unchanged: true, run: pass.run, steps: { import: seconds } });
        return app.out.data(`${sourceId}: nothing new, the same file was imported by run ${pass.run}\n`);
      }
      const { counts, outcome, run } = pass;
      const rejects = counts.rejected === 0 ? null : `rejects/${sourceId}-${run}.jsonl`;
      if (options.json) {
        return app.out.json({
          source: sourceId,
          run,
          outcome,
          ...counts,
          reject_file: rejects,
          steps: { import: seconds },
        });
      }
      const rate = Math.round(counts.sealed / Math.max(seconds, 0.001));
      const told = [`${counts.sealed} records in ${seconds.toFixed(1)} s (${rate}/s)`, `outcome ${outcome}`];
      if (rejects !== null) told.push(`${counts.rejected} rows rejected, see ${rejects}`);
      if (counts.forgotten > 0) told.push(`${counts.forgotten} left out: their authors asked to be forgotten`);
      await app.out.data(`${sourceId}: ${told.join('; ')}\n`);
    });
}

/** At most ten lines a second. */
function throttled<Progress>(app: App, show: (progress: Progress) => void): (progress: Progress) => void {
  let last = 0;
  return (progress) => {
    const now = app.now();
    if (now - last < 100) return;
    last = now;
    show(progress);
  };
}

function sourceName(text: string): string {
  if (slug.safeParse(text).success && !text.startsWith('koc_')) return text;
  throw new UsageError(
    `--source: expected a name of a-z, 0-9, _ or - (at most 64, not koc_…), got ${JSON.stringify(text)}`,
  );
}

function ratio(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}
