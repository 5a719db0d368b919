/** One holder at a time: a lock file that names its process; the lock of a dead process (kill −9) is taken over at once. */
import { createHash } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { codeOf, tempPath } from './atomic.ts';
import { BusyError } from './contracts/errors.ts';

const holder = z.object({
  pid: z.int().positive(),
  started: z.string().nullable(),
  host: z.string(),
  note: z.string().optional(),
});
type Holder = z.infer<typeof holder>;

export interface LockOptions {
  /** Process that holds the lock; default is this one. */
  readonly pid?: number;
  /** Name of the file in `.koc/`; default is the lock of the whole workspace. */
  readonly name?: 'lock' | 'decisions.lock' | `capture/${string}.lock`;
}

/**
 * Takes the workspace's exclusive lock, to be released with `await using`. Throws BusyError naming the process and since when,
 * if it is alive. A holder on another machine (a shared disk) counts as alive, since it cannot be asked.
 */
export async function acquireLock(workspaceDir: string, options: LockOptions = {}): Promise<AsyncDisposable> {
  const { name = 'lock', pid } = options;
  return lockFile(join(workspaceDir, '.koc', name), { what: 'the workspace', ...(pid === undefined ? {} : { pid }) });
}

export interface FileLockOptions {
  /** Process that holds the lock; default is this one. */
  readonly pid?: number;
  /** What is held, as whoever comes second is told. */
  readonly what: string;
  /** What the holder does with it, told likewise. */
  readonly note?: string;
}

/** A lock of any other thing than a workspace, under the same rules. `path` may lie outside of every workspace. */
export async function lockFile(
  path: string,
  { pid = process.pid, what, note }: FileLockOptions,
): Promise<AsyncDisposable> {
  const started = (await processOf(pid))?.started ?? null;
  const mine = JSON.stringify({ pid, started, host: hostname(), ...(note === undefined ? {} : { note }) });
  await mkdir(dirname(path), { recursive: true });
  await take(path, mine, what);
  return {
    async [Symbol.asyncDispose]() {
      if ((await textOf(path)) === mine) await rm(path, { force: true });
    },
  };
}

/**
 * A dead lock may be replaced only by whoever holds the guard named after its content, so that of two that find it dead one
 * cannot take away the other's fresh lock. The guard is a lock of the same sort, hence safe against a kill too.
 */
async function take(path: string, mine: string, what: string): Promise<void> {
  for (;;) {
    if (await create(path, mine)) return;
    const held = await textOf(path);
    if (held === null) continue;
    await throwIfAlive(path, held, what);
    const guard = `${path}.${createHash('sha256').update(held).digest('hex').slice(0, 12)}`;
    await take(guard, mine, what);
    try {
      if ((await textOf(path)) === held) return await replace(path, mine);
    } finally {
      await rm(guard, { force: true });
    }
  }
}

/** A link is made whole or not at all, and fails when the name is taken. */
async function create(path: string, text: string): Promise<boolean> {
  const temp = tempPath(path);
  await writeFile(temp, text);
  try {
    await link(temp, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temp, { force: true });
  }
}

async function replace(path: string, text: string): Promise<void> {
  const temp = tempPath(path);
  await writeFile(temp, text);
  await rename(temp, path);
}

async function throwIfAlive(path: string, text: string, what: string): Promise<void> {
  const held = readHolder(text);
  if (held === null) return;
  const isHere = held.host === hostname();
  if (isHere && !(await isAlive(held))) return;
  const since = (await stat(path).catch(() => null))?.mtime.toISOString() ?? 'just now';
  const where = isHere ? '' : ` on ${held.host}`;
  const use = held.note === undefined ? '' : `, ${held.note}`;
  throw new BusyError(`${what} is in use by process ${held.pid}${where} since ${since}${use}`, {
    facts: { pid: held.pid, host: held.host, since },
    hint: isHere
      ? 'Wait until it has ended, or stop it, and run the command again.'
      : `If no koc runs on ${held.host} any more, delete ${path}.`,
  });
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
  const found = await processOf(pid);
  return found !== null && !found.isZombie && (started === null || found.started === null || found.started === started);
}

/**
 * A process by its id; null when there is none. `started` tells it from a later one with the same id: clock ticks since boot
 * (field 22 of Linux's /proc/<pid>/stat), null where there is no /proc.
 */
async function processOf(pid: number): Promise<{ started: string | null; isZombie: boolean } | null> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return null;
  }
  const stat = await textOf(`/proc/${pid}/stat`);
  if (stat === null) return { started: null, isZombie: false };
  // The command's name, in brackets, may hold blanks and brackets itself: fields are counted behind it.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { started: fields[18] ?? null, isZombie: state === 'Z' || state === 'X' };
}

function readHolder(text: string): Holder | null {
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    // Written by a crash in the middle of a full disk, or by hand: nobody can be asked, so nobody holds it.
    return null;
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return null;
    throw error;
  }
}
