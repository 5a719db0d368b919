/** `koc backtest`: how well each way of ranking foretold who went on to praise the brand, at past days with what was known then. */
import type { Command } from 'commander';
import { z } from 'zod';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { type AsOf, parseAsOf } from '../../../warehouse/contracts/time.ts';
import { HORIZON_WEEKS } from '../../config/ref_tables.ts';
import type { Workspace } from '../../config/types.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { backtestJson, backtestText } from '../backtest_output.ts';
import { addVerb } from '../verb.ts';

export function addBacktest(program: Command, app: App): void {
  addVerb(
    program,
    'backtest',
    'Rank as of past days and compare with what authors did afterwards.',
    'koc backtest --cuts 2026-01-05,2026-04-06 --horizon-weeks 13',
  )
    .option('--cuts <dates>', 'days to cut at, with commas (default: up to four, half a year apart)')
    .option('--horizon-weeks <n>', `weeks after a cut that count as its outcome (default: ${HORIZON_WEEKS})`)
    .action(async (options: GlobalOptions & { cuts?: string; horizonWeeks?: string }) => {
      const { backtest } = await import('../../pipeline/backtest.ts');
      const horizonWeeks = horizonOf(options.horizonWeeks);
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      const result = await backtest(ws, ctx, { cuts: cutsOf(options.cuts, ws), horizonWeeks });
      if (options.json) await app.out.json(backtestJson(result));
      else await app.out.data(backtestText(result));
    });
}

/** Ascending, each once; null where none are given. */
function cutsOf(text: string | undefined, ws: Workspace): AsOf[] | null {
  if (text === undefined) return null;
  const dates = text.split(',').map((date) => date.trim());
  const wrong = dates.find((date) => !z.iso.date().safeParse(date).success);
  if (wrong !== undefined)
    throw new UsageError(`--cuts expects dates like 2026-01-05 with commas between, got ${JSON.stringify(wrong)}`);
  return [...new Set(dates)].sort().map((date) => parseAsOf(date, ws.offset));
}

function horizonOf(text: string | undefined): number {
  if (text === undefined) return HORIZON_WEEKS;
  const weeks = z.coerce
    .number()
    .int()
    .min(1)
    .max(260)
    .safeParse(text.trim() || undefined);
  if (weeks.success) return weeks.data;
  throw new UsageError(`--horizon-weeks expects a whole number from 1 to 260, got ${JSON.stringify(text)}`);
}
