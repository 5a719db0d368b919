/** `koc calibrate`: fits the confidence in feelings to the labels of each source and prints how often they are right. */
import type { Command } from 'commander';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import type { Accuracy } from '../../pipeline/accuracy.ts';
import type { CalibrateResult } from '../../pipeline/calibrate.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { formatTable } from '../table.ts';
import { addVerb } from '../verb.ts';

export function addCalibrate(program: Command, app: App): void {
  addVerb(
    program,
    'calibrate',
    'Fit the confidence in feelings to the labels of each source.',
    'koc calibrate --dry-run',
  )
    .option('--dry-run', 'print the figures, write nothing')
    .action(async (options: GlobalOptions & { dryRun?: boolean }) => {
      const { calibrate } = await import('../../pipeline/calibrate.ts');
      const { nameCalibration } = await import('../../pipeline/calibration_config.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      const result = await calibrate(ws, ctx, { dryRun: options.dryRun ?? false });
      if (result.sources.length === 0) {
        throw new UsageError('there are no labels to compare with', {
          hint: '`koc label` writes posts to label, `koc label --read FILE` takes the labels in.',
        });
      }
      const naming = result.file === null ? null : await nameCalibration(ws, result.file);
      if (options.json) return app.out.json({ ...result, koc_yaml: naming });
      await app.out.data(figures(result));
      for (const { source, before, missing } of result.sources)
        if (missing > 0)
          app.out.tell(`  ${source}: ${before.labels} labels, ${missing} more are needed; it stays uncalibrated`);
      if (naming === null) return;
      await app.out.data(`\n${result.file}\n`);
      if (naming.outcome === 'added') app.out.tell(`  koc.yaml now names it; the next build reads all texts with it`);
      if (naming.outcome === 'tell') app.out.tell(`  write into koc.yaml under \`sentiment\`: ${naming.line}`);
    });
}

function figures({ platforms, sources }: CalibrateResult): string {
  const rows = [
    ...platforms.map(({ platform, before, after }) => [`platform ${platform}`, ...cells(before, after)]),
    ...sources.map(({ source, before, after, missing }) => [
      `source ${source}${missing > 0 ? ' (as it came)' : ''}`,
      ...cells(before, after),
    ]),
  ];
  const heads = ['', 'labels', 'right before', 'right after', 'Brier before', 'Brier after'];
  return `${formatTable(heads, rows, new Set([1, 2, 3, 4, 5]))}90 % intervals; "after" is measured on labels left out of the fit\n`;
}

function cells(before: Accuracy, after: Accuracy): string[] {
  return [String(before.labels), share(before), share(after), before.brier.toFixed(3), after.brier.toFixed(3)];
}

function share({ share, low, high }: Accuracy): string {
  const percent = (value: number) => (100 * value).toFixed(1);
  return `${percent(share)} % (${percent(low)}–${percent(high)})`;
}
