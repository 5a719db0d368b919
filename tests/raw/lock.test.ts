/** Promises of the lock: one writer a workspace, named to the others; a dead one stands in nobody's way. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BusyError } from '../../warehouse/contracts/errors.ts';
import { acquireLock } from '../../warehouse/lock.ts';
import { freshDir } from './support.ts';

const HOLD = `import { acquireLock } from ${JSON.stringify(join(import.meta.dirname, '../../warehouse/lock.ts'))};
try { await acquireLock(process.argv[1]); console.log('held'); setInterval(() => {}, 1000); }
catch (error) { console.log(error.name); }`;

function holder(dir: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLD, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = once(child.stdout, 'data').then(([data]) => String(data).trim());
  return { child, said };
}

async function held(dir: string, text: string): Promise<void> {
  await mkdir(join(dir, '.koc'), { recursive: true });
  await writeFile(join(dir, '.koc', 'lock'), text);
}

test('a second taker is told who holds the workspace and since when, with exit code 5', async () => {
  const dir = await freshDir();
  await using _lock = await acquireLock(dir);
  const error = await acquireLock(dir).then(null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(BusyError);
  expect(error).toMatchObject({ exitCode: 5, retry: 'later', facts: { pid: process.pid } });
  expect(String(error)).toMatch(new RegExp(`process ${process.pid} since \\d{4}-\\d\\d-\\d\\dT`, 'u'));
});

test('a released lock is free and leaves no file', async () => {
  const dir = await freshDir();
  for (let i = 0; i < 3; i++) await (await acquireLock(dir))[Symbol.asyncDispose]();
  expect(await readdir(join(dir, '.koc'))).toEqual([]);
});

test('the lock of a process killed with −9 is taken over at once', async () => {
  const dir = await freshDir();
  const { child, said } = holder(dir);
  expect(await said).toBe('held');
  await expect(acquireLock(dir)).rejects.toThrow(BusyError);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await using _lock = await acquireLock(dir);
  expect(await readdir(join(dir, '.koc'))).toEqual(['lock']);
});

test.skipIf(process.platform !== 'linux')('a killed process that nobody has reaped yet holds nobody up', async () => {
  const dir = await freshDir();
  // `sleep` takes the shell's place and never waits for the holder, which therefore stays in the process table when it is killed.
  const command = [process.execPath, '--input-type=module', '-e', HOLD, dir];
  const parent = spawn('sh', ['-c', '"$@" & exec sleep 60', 'sh', ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(parent.stdout, 'data');
    const { pid } = JSON.parse(await readFile(join(dir, '.koc', 'lock'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => readFile(`/proc/${pid}/stat`, 'utf8'), { timeout: 50_000 }).toMatch(/\) Z /u);
    await using _lock = await acquireLock(dir);
  } finally {
    parent.kill('SIGKILL');
  }
});

test('of many that find a dead lock, exactly one gets it', async () => {
  const dir = await freshDir();
  await held(dir, JSON.stringify({ pid: 2 ** 30, started: '1', host: hostname() }));
  const takers = Array.from({ length: 5 }, () => holder(dir));
  try {
    const said = await Promise.all(takers.map((taker) => taker.said));
    expect(said.toSorted()).toEqual(['BusyError', 'BusyError', 'BusyError', 'BusyError', 'held']);
  } finally {
    for (const { child } of takers) child.kill('SIGKILL');
  }
});

test('of many takers in one process, exactly one gets a dead lock', async () => {
  const dir = await freshDir();
  for (let round = 0; round < 20; round++) {
    await held(dir, JSON.stringify({ pid: 2 ** 30, started: String(round), host: hostname() }));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(dir)));
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won.length).toBe(1);
    await won[0]!.value[Symbol.asyncDispose]();
  }
});

test.skipIf(process.platform !== 'linux')(
  'a later process with the same id does not keep a dead lock alive',
  async () => {
    const dir = await freshDir();
    await held(dir, JSON.stringify({ pid: process.pid, started: '1', host: hostname() }));
    await using _lock = await acquireLock(dir);
  },
);

test('a lock file that cannot be read holds nobody up', async () => {
  const dir = await freshDir();
  await held(dir, '');
  await using _lock = await acquireLock(dir);
});

test('a holder on another machine is believed, and the hint names the file', async () => {
  const dir = await freshDir();
  await held(dir, JSON.stringify({ pid: 2 ** 30, started: '1', host: 'elsewhere.example' }));
  await expect(acquireLock(dir)).rejects.toMatchObject({
    name: 'BusyError',
    hint: expect.stringContaining('lock') as string,
  });
});
