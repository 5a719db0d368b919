/** Folders of a browser: one of its own that goes with it, and a profile that stays. Whatever a killed process left is found and cleared. */
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isAlive } from './process.ts';

/** Begin of a folder's name, before the id of the process that made it. */
const SCRATCH = 'koc-browser-';

/** A fresh folder below the system's temporary one; those of processes that were killed before they could remove theirs go. */
export async function makeScratch(): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(SCRATCH) ? Number.parseInt(name.slice(SCRATCH.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
  return mkdtemp(join(tmpdir(), `${SCRATCH}${process.pid}-`));
}

/** Also when the last of the browser's processes is still writing into it. */
export async function removeScratch(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** What Chromium leaves in a profile while it runs. The lock is a link to `<host>-<process>`. */
const [LOCK, ...MARKS] = ['SingletonLock', 'SingletonCookie', 'SingletonSocket'] as const;

/** A browser whose koc was killed notices that and ends by itself within a moment. */
const ENDS_WITHIN_MS = 15_000;

/** Whoever has the profile open. `host` null = this machine. */
export interface ProfileHolder {
  readonly pid: number;
  readonly host: string | null;
}

/**
 * Makes the folder (0700) if it is missing and clears what a killed browser left in it. Gives who still has it open, null = nobody.
 * A browser on another machine (a shared disk) counts as open, since it cannot be asked.
 */
export async function takeProfile(dir: string, signal: AbortSignal): Promise<ProfileHolder | null> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await chmod(dir, 0o700);
  for (let waitedMs = 0; ; waitedMs += 100) {
    const holder = await holderOf(dir);
    if (holder === null) break;
    if (holder.host !== null || waitedMs >= ENDS_WITHIN_MS) return holder;
    await sleep(100, undefined, { signal });
  }
  for (const name of [LOCK, ...MARKS]) await rm(join(dir, name), { force: true });
  return null;
}

async function holderOf(dir: string): Promise<ProfileHolder | null> {
  const target = await readlink(join(dir, LOCK)).catch(() => null);
  const [, host, pid] = /^(.*)-(\d+)$/u.exec(target ?? '') ?? [];
  if (host === undefined) return null;
  if (host !== hostname()) return { pid: Number(pid), host };
  return isAlive(Number(pid)) ? { pid: Number(pid), host: null } : null;
}

/** What a profile is for: the login, and what its owner has set. Everything else of it can name people who were looked at. */
const KEPT = ['Default', 'Local State', 'First Run', 'Last Version'];
const KEPT_OF_USER =
  /^(?:Cookies|Network|Local Storage|IndexedDB|WebStorage|(?:Secure )?Preferences|Login Data.*|Web Data|Trust Tokens|Bookmarks)(?:-journal)?$/u;

/**
 * Takes out of a profile where its owner has been: history, caches, pictures, open tabs, guesses. Logins and settings stay. False: a
 * browser has it open, and nothing was done.
 */
export async function dropTraces(dir: string): Promise<boolean> {
  if ((await holderOf(dir)) !== null) return false;
  const drop = async (parent: string, isKept: (name: string) => boolean): Promise<void> => {
    for (const name of await readdir(parent).catch(() => []))
      if (!isKept(name)) await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  await drop(dir, (name) => KEPT.includes(name));
  await drop(join(dir, 'Default'), (name) => KEPT_OF_USER.test(name));
  return true;
}

const preferences = z.object({ profile: z.object({ exit_type: z.string() }) });

/** When the profile's settings were last written, ms; null = never. To be asked before a browser opens it. */
export async function settingsWritten(dir: string): Promise<number | null> {
  return stat(join(dir, SETTINGS)).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

/**
 * Whether the browser of this profile was closed, by a person or by us, rather than killed: then it has written so at its end. Waits for
 * its process to end. `writtenBefore`: what `settingsWritten` gave.
 */
export async function endedWell(dir: string, pid: number | null, writtenBefore: number | null): Promise<boolean> {
  for (let waitedMs = 0; pid !== null && isAlive(pid) && waitedMs < ENDS_WITHIN_MS; waitedMs += 50) await sleep(50);
  if ((await settingsWritten(dir)) === writtenBefore) return false;
  const text = await readFile(join(dir, SETTINGS), 'utf8').catch(() => '');
  const { data } = preferences.safeParse(parsedOrNull(text));
  return data !== undefined && data.profile.exit_type !== 'Crashed';
}

const SETTINGS = join('Default', 'Preferences');

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
