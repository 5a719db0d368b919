/** `koc review import`: takes in what a team has written into its workbooks, and lists where two people said different things. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT, UsageError } from '../../../warehouse/contracts/errors.ts';
import { dayNo, isoDate } from '../../../warehouse/contracts/time.ts';
import type { Conflict } from '../../pipeline/review_merge.ts';
import { WORK_WORDS } from '../../report/work.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

interface ReviewOptions extends GlobalOptions {
  readonly by?: string;
  readonly dryRun?: boolean;
  readonly theirs?: boolean;
}

export function addReview(program: Command, app: App): void {
  addVerb(
    program,
    'review',
    'Take in what a team has written into its workbooks: status, owner, note, last contact.',
    'koc review import KOC_weekly_aurora_2026-W46.xlsx --by LM\nkoc review import lm.xlsx an.xlsx --dry-run',
  )
    .argument('<what>', 'import')
    .argument('<file...>', 'workbooks that koc has written')
    .option('--by <name>', 'who edited them')
    .option('--dry-run', 'say what would be taken in, and take nothing in')
    .option('--theirs', 'where two people said different things, the file wins over what stands')
    .action(async (what: string, files: readonly string[], options: ReviewOptions) => {
      if (what !== 'import') throw new UsageError(`koc review imports workbooks, it cannot ${JSON.stringify(what)}`);
      const { importReview } = await import('../../pipeline/review_import.ts');
      await using session = await openSession(app, options, { writes: false });
      const { ws, ctx } = session;
      const dryRun = options.dryRun ?? false;
      const how = { by: options.by ?? null, dryRun, theirs: options.theirs ?? false };
      const paths = files.map((file) => resolve(app.cwd, file));
      const { conflicts, problems, changed, known, rows, decisions } = await importReview(ws, ctx, paths, how);
      if (conflicts.length + problems.length > 0) app.setExitCode(EXIT.someSourcesFailed);
      if (options.json) {
        return app.out.json({
          rows,
          changed,
          known,
          sealed: decisions.length,
          conflicts: conflicts.map((one) => ({ ...snake(one), author_name: one.authorName })),
          problems,
        });
      }
      for (const { file, cell, problem } of problems) app.out.tell(`  ${file} ${cell}: ${problem}`);
      for (const one of conflicts)
        app.out.tell(`  ${conflictLine(one, one.authorName, (at) => isoDate(dayNo(at, ws.offset)))}`);
      await app.out.data(
        `${changed} values ${dryRun ? 'would be taken in' : 'taken in'}, ${known} known already, ` +
          `${conflicts.length} conflicts, ${problems.length} cells not usable; ${rows} rows read\n`,
      );
      if (conflicts.some(({ standingCell }) => standingCell === null))
        app.out.tell('  what stands was kept; --theirs takes the values of the files instead');
    });
}

function conflictLine(one: Conflict, name: string | null, dateOf: (at: number) => string): string {
  const who = `${name ?? 'this author'} (${one.brandId}:${one.authorKey.slice(0, 16)})`;
  const field = WORK_WORDS.en.headers[one.field];
  const other =
    one.standingCell !== null
      ? `${one.standingCell} says ${worded(one, one.standing)}`
      : `${worded(one, one.standing)} stands${one.standingBy === null ? '' : `, by ${one.standingBy}`}${
          one.standingAt === null ? '' : `, ${dateOf(one.standingAt)}`
        }`;
  return `${one.file} ${one.cell}: ${field} of ${who} is ${worded(one, one.given)}, but ${other}`;
}

function worded({ field }: Conflict, value: string | null): string {
  if (value === null) return 'empty';
  const statuses: Readonly<Record<string, string>> = WORK_WORDS.en.statuses;
  return JSON.stringify(field === 'status' ? (statuses[value] ?? value) : value);
}

function snake(one: Conflict): object {
  return {
    file: one.file,
    cell: one.cell,
    brand_id: one.brandId,
    author_key: one.authorKey,
    field: one.field,
    given: one.given,
    standing: one.standing,
    standing_by: one.standingBy,
    standing_at: one.standingAt === null ? null : new Date(one.standingAt).toISOString(),
    standing_cell: one.standingCell,
  };
}
