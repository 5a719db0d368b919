/** `koc demo`: a sample market in ./demo, from import to published lists, with nothing but this clone. */
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { MARKET_DEFAULTS, writeMarket } from '../../sample/write_market.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';
import { runWeekly } from './weekly.ts';

export function addDemo(program: Command, app: App): void {
  addVerb(program, 'demo', 'Make a sample market in ./demo and run its week.', 'koc demo').action(
    async (options: GlobalOptions) => {
      const dir = options.workspace ?? 'demo';
      const market = await writeMarket({ dir: resolve(app.cwd, dir), ...MARKET_DEFAULTS });
      const counted = Object.values(market.records).reduce((sum, count) => sum + count, 0);
      if (!options.quiet)
        app.out.tell(
          `koc demo: ${counted} invented posts and comments of ${MARKET_DEFAULTS.weeks} weeks in ${dir}/data`,
        );
      if (!market.wroteConfig && !options.quiet) app.out.tell(`  your ${dir}/koc.yaml was left as it is`);
      await using session = await openSession(app, { ...options, workspace: dir }, { writes: true });
      const { exportDir } = await runWeekly(app, session, { ...options, asOf: MARKET_DEFAULTS.asOf });
      if (options.json) return;
      const place = relative(app.cwd, exportDir) || '.';
      app.out.tell(
        `Next: open ${place}/index.html, or  npx koc explain --workspace ${dir} AUTHOR,  npx koc query --workspace ${dir} "from brand_weeks"`,
      );
    },
  );
}
