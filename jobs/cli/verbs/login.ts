/** `koc login`: the operator logs in at a platform in a window, koc tells when that worked. `--check` opens the page once and tells. */
import type { Command } from 'commander';
import { EXIT } from '../../../warehouse/contracts/errors.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

interface LoginFlags extends GlobalOptions {
  readonly account?: string;
  readonly check?: boolean;
}

const EXAMPLE = `koc login xiaohongshu
koc login xiaohongshu --account anna
koc login xiaohongshu --check`;

export function addLogin(program: Command, app: App): void {
  addVerb(program, 'login', 'Log in at a platform in a window of your own; koc types nothing.', EXAMPLE)
    .argument('<source>', 'id of a source in koc.yaml that is seen through a browser')
    .option('--account <name>', 'whose login (default: the account of the source)')
    .option('--check', 'no window: open its page once and tell whether the login is good')
    .action(async (sourceId: string, options: LoginFlags) => {
      const { captureSource } = await import('../../pipeline/capture_open.ts');
      const { logIn } = await import('../../pipeline/login.ts');
      await using session = await openSession(app, options, { writes: false });
      const { ws, ctx } = session;
      const { site, options: settings } = await captureSource(ws, sourceId, options.account ?? null);
      const name = `${site.meta.platform}, account ${settings.account}`;
      const how = options.check ? 'check' : 'window';
      if (how === 'window') app.out.tell(`${name}: log in in the window; close it when you do not want to`);
      const { isGood, refusal } = await logIn(ws, ctx, {
        site,
        options: settings,
        how,
        onChange: (isIn) => app.out.tell(`  ${isIn ? 'you are logged in' : 'not logged in yet'}`),
        onRefusal: ({ sign }) => {
          if (how === 'window')
            app.out.tell(`  the platform asks for more (${sign}): do what it asks in the window, then close it`);
        },
      });
      if (isGood !== true) app.setExitCode(EXIT.someSourcesFailed);
      const todo = refusal?.todo ?? (isGood === true ? null : `koc login ${sourceId}`);
      if (options.json)
        return app.out.json({
          source: sourceId,
          account: settings.account,
          good: isGood,
          refused: refusal?.sign ?? null,
          todo,
        });
      const word =
        refusal !== null ? `it refuses (${refusal.sign})` : isGood === true ? 'the login is good' : 'not logged in';
      await app.out.data(`${name}: ${word}${todo === null ? '' : `; ${todo}`}\n`);
    });
}
