/** A login at a platform: what it is called, where its browser profile lies, and that one process of this machine uses it at a time. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import { lockFile } from '../../warehouse/lock.ts';
import type { Workspace } from '../config/types.ts';

export interface Account {
  readonly platform: string;
  /** The operator's own name for it. */
  readonly name: string;
  /** Host of a copy of the site that is seen in place of the platform; null = the platform itself. */
  readonly copy: string | null;
}

export function accountOf(
  { meta }: Pick<SiteSource, 'meta'>,
  { account, base_url }: Pick<SiteOptions, 'account' | 'base_url'>,
): Account {
  const copy = base_url === null ? null : new URL(base_url).host.replaceAll(/[^\w.-]/gu, '_');
  return { platform: meta.platform, name: account, copy };
}

/** `xiaohongshu.main`: for names of files. */
export function accountId({ platform, name, copy }: Account): string {
  return [platform, name, ...(copy === null ? [] : [copy])].join('.');
}

/** Folder of all browser profiles: `<platform>/<account>`. */
export const BROWSER_DIR = join('.koc', 'browser');

/** Folder of its browser profile: cookies, and nothing that koc reads but their names. */
export function accountProfile(ws: Pick<Workspace, 'dir'>, { platform, name, copy }: Account): string {
  return join(ws.dir, BROWSER_DIR, platform, copy === null ? name : `${name}.${copy}`);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where this user's programs keep their state: `$XDG_STATE_HOME`, by default `~/.local/state`; on Windows `%LOCALAPPDATA%`. */
export function machineStateDir(env: Environment): string {
  const own = env['XDG_STATE_HOME'] || (process.platform === 'win32' && env['LOCALAPPDATA']);
  return join(own || join(env['HOME'] || homedir(), '.local', 'state'), 'koc-radar');
}

/**
 * Takes the account for this process, whichever workspace it works in: two browsers of one login look like theft of it.
 *
 * @throws BusyError that names who has it.
 */
export async function lockAccount(
  ws: Pick<Workspace, 'dir'>,
  env: Environment,
  account: Account,
): Promise<AsyncDisposable> {
  return lockFile(join(machineStateDir(env), 'accounts', `${accountId(account)}.lock`), {
    what: `the account ${account.name} of ${account.platform}`,
    note: `for the workspace ${ws.dir}`,
  });
}
