/** Everything from due sources to published lists under one run id; safe to repeat: what is done is not done again. */
import { EXIT, type ExitCode } from '../../warehouse/contracts/errors.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';
import { type Published, publishWeek } from './publish.ts';
import { collectSources, type SourceResult, someFellShort } from './sources.ts';

export interface WeeklyResult extends Published {
  readonly run: string;
  readonly exitCode: ExitCode;
  readonly sources: readonly SourceResult[];
  /** Seconds by step. */
  readonly steps: Readonly<Record<string, number>>;
}

/** A source that falls short is told and the others are published (exit 3); a failing check throws and nothing is published. */
export async function weekly(ws: Workspace, ctx: RunContext, options: { readonly asOf: AsOf }): Promise<WeeklyResult> {
  const started = ctx.now();
  const sources = await collectSources(ws, ctx);
  const collected = ctx.now();
  const published = await publishWeek(ws, ctx, options.asOf);
  return {
    ...published,
    run: ctx.run,
    exitCode: someFellShort(sources) ? EXIT.someSourcesFailed : EXIT.ok,
    sources,
    steps: { collect: (collected - started) / 1000, ...published.steps },
  };
}
