/** `koc label`: a sample of the workspace's own posts for a person to label, and the labels back as decisions. */
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

interface LabelOptions extends GlobalOptions {
  readonly out: string;
  readonly size: number;
  readonly seed: number;
  readonly source?: string;
  readonly read?: string;
  readonly by?: string;
}

/** Rows that are told one by one. */
const SHOWN = 20;

export function addLabel(program: Command, app: App): void {
  addVerb(
    program,
    'label',
    'Write posts to label by hand, brand by brand, or read the labels back.',
    'koc label --out labels.xlsx\nkoc label --read labels.xlsx --by LM',
  )
    .option('--out <file>', 'new file, .xlsx or .csv', 'labels.xlsx')
    .option('--size <n>', 'rows to write', whole(1, 100_000), 300)
    .option('--source <id>', 'posts of this source only')
    .option('--seed <n>', 'another sample of the same posts', whole(0, 2 ** 31), 1)
    .option('--read <file>', 'take the labels of this file in')
    .option('--by <name>', 'who labelled')
    .action(async (options: LabelOptions) => {
      const { takeLabels, writeSample } = await import('../../pipeline/label.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      if (options.read === undefined) {
        const path = resolve(app.cwd, options.out);
        const { size, seed, source } = options;
        const written = await writeSample(ws, ctx, { path, size, seed, sourceId: source ?? null });
        if (options.json) return app.out.json({ file: path, ...written });
        await app.out.data(`${path}\n`);
        return app.out.tell(
          `  ${written.rows} rows; choose in the column label, then \`koc label --read ${options.out}\`. It holds words of people: keep it safe`,
        );
      }
      const taken = await takeLabels(ws, ctx, { path: resolve(app.cwd, options.read), by: options.by ?? null });
      if (options.json) return app.out.json(taken);
      for (const { line, field, reason } of taken.rejected.slice(0, SHOWN))
        app.out.tell(`  ${options.read}:${line} ${field ?? ''}: ${reason}`);
      if (taken.rejected.length > SHOWN)
        app.out.tell(`  … and ${taken.rejected.length - SHOWN} more; --json tells all`);
      await app.out.data(
        `${taken.added} labels taken in, ${taken.unchanged} known already, ${taken.empty} rows without a label, ${taken.rejected.length} not usable\n`,
      );
    });
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/u.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
