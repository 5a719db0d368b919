/** `koc logout`: removes the browser profile of an account, cookies and all. The pause after a refusal stays. */
import type { Command } from 'commander';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

interface LogoutFlags extends GlobalOptions {
  readonly account?: string;
  readonly yes?: boolean;
}

export function addLogout(program: Command, app: App): void {
  addVerb(
    program,
    'logout',
    'Remove the browser profile and login of a source from this machine.',
    'koc logout xiaohongshu --yes',
  )
    .argument('<source>', 'id of a source in koc.yaml that is seen through a browser')
    .option('--account <name>', 'whose login (default: the account of the source)')
    .option('--yes', 'really remove it')
    .action(async (sourceId: string, options: LogoutFlags) => {
      const { accountOf, accountProfile } = await import('../../pipeline/account.ts');
      const { captureSource } = await import('../../pipeline/capture_open.ts');
      const { logOut } = await import('../../pipeline/logout.ts');
      await using session = await openSession(app, options, { writes: false });
      const { ws, ctx } = session;
      const { site, options: settings } = await captureSource(ws, sourceId, options.account ?? null);
      const account = accountOf(site, settings);
      if (options.yes !== true) {
        throw new UsageError(`this removes ${accountProfile(ws, account)}`, {
          hint: `If that is what you want: koc logout ${sourceId} --yes`,
        });
      }
      const wasThere = await logOut(ws, ctx, account);
      if (options.json) return app.out.json({ source: sourceId, account: account.name, removed: wasThere });
      await app.out.data(
        `${account.platform}, account ${account.name}: ${wasThere ? 'removed from this machine' : 'there was no login'}\n`,
      );
    });
}
