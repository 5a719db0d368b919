/** What every verb is given: the process as a value, so that a verb reads no global, and one way to open a workspace. */
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { findBrowser } from '../../collectors/browser.ts';
import { findCollectors } from '../../collectors/discover.ts';
import manifest from '../../package.json' with { type: 'json' };
import { type ExitCode, UsageError } from '../../warehouse/contracts/errors.ts';
import { type AsOf, dayNo, isoDate, lastMonday, parseAsOf } from '../../warehouse/contracts/time.ts';
import { acquireLock } from '../../warehouse/lock.ts';
import { positiveInteger } from '../config/environment.ts';
import type { Workspace } from '../config/types.ts';
import { loadWorkspace } from '../config/workspace.ts';
import { makeRunId, type RunContext } from '../pipeline/context.ts';
import { makeLog } from './log.ts';
import type { Output } from './output.ts';

export interface App {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadStream;
  readonly out: Output;
  /** Width of the terminal, or a fair one when there is none. */
  readonly columns: number;
  /** UTC ms. */
  readonly now: () => number;
  readonly randomBytes: (bytes: number) => Uint8Array;
  /** Aborted by SIGINT, SIGTERM or the death of the launcher. */
  readonly signal: AbortSignal;
  readonly setExitCode: (code: ExitCode) => void;
}

/** Options that every verb has. */
export interface GlobalOptions {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly logJson?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly threads?: string;
}

export interface Session extends AsyncDisposable {
  readonly ws: Workspace;
  readonly ctx: RunContext;
}

/** Folder of the workspace: flag, then KOC_WORKSPACE, then the working directory. */
export function workspaceDir(app: App, options: GlobalOptions): string {
  return resolve(app.cwd, options.workspace ?? (app.env['KOC_WORKSPACE'] || '.'));
}

/**
 * Opens the workspace. `writes`: takes its lock (BusyError, exit 5) until disposal and makes a key when there is none.
 * Throws ConfigError and UsageError (exit 2).
 */
export async function openSession(
  app: App,
  options: GlobalOptions,
  how: { readonly writes: boolean },
): Promise<Session> {
  const dir = workspaceDir(app, options);
  const ctx = makeContext(app, options);
  const load = { env: app.env, collectors: await findCollectors(), randomBytes: app.randomBytes };
  if (!how.writes) {
    const ws = await loadWorkspace(dir, load);
    return { ws, ctx, async [Symbol.asyncDispose]() {} };
  }
  // Read once before the lock, so that a wrong folder is not turned into a workspace by the lock file.
  const { warnings } = await loadWorkspace(dir, load);
  for (const warning of warnings) ctx.log.warn({}, warning);
  const lock = await acquireLock(dir);
  try {
    const ws = await loadWorkspace(dir, { ...load, createKey: true });
    return { ws, ctx, [Symbol.asyncDispose]: () => lock[Symbol.asyncDispose]() };
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
}

/** A new run with its own id and log. */
export function makeContext(app: App, options: GlobalOptions): RunContext {
  const run = makeRunId(app.now(), app.randomBytes(3));
  const level = options.verbose ? 'debug' : options.quiet ? 'warn' : 'info';
  const log = makeLog({ json: options.logJson ?? false, level, run, tell: app.out.tell });
  const random = (): number => new DataView(app.randomBytes(4).slice().buffer).getUint32(0) / 2 ** 32;
  return {
    run,
    now: app.now,
    log,
    signal: app.signal,
    threads: threadsOf(app, options),
    env: app.env,
    version: manifest.version,
    findBrowser: () => findBrowser(app.env),
    random,
  };
}

/** The week to report: `--as-of`, at most tomorrow, else the last Monday in the workspace's zone. Throws UsageError. */
export function asOfFrom(text: string | undefined, ws: Pick<Workspace, 'offset'>, nowMs: number): AsOf {
  if (text === undefined) return lastMonday(nowMs, ws.offset);
  const asOf = parseAsOf(text, ws.offset);
  const tomorrow = dayNo(nowMs, ws.offset) + 1;
  if (asOf.day <= tomorrow) return asOf;
  throw new UsageError(`--as-of ${asOf.date} lies in the future`, {
    hint: `Its evidence is not there yet; the latest day is ${isoDate(tomorrow)}.`,
  });
}

function threadsOf(app: App, options: GlobalOptions): number {
  const flag = positiveInteger({ '--threads': options.threads }, '--threads', 256);
  return flag ?? positiveInteger(app.env, 'KOC_THREADS', 256) ?? Math.max(1, cpus().length);
}
