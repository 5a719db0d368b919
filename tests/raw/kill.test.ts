/** Promise: kill −9 of the writer at any moment loses no acknowledged record and leaves none half; the next run goes on at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { acquireLock } from '../../warehouse/lock.ts';
import { allOf, collected, freshDir, open } from './support.ts';

const ROUNDS = 10;

/** Runs a writer and kills it a while after its first commit; returns the commits that it has told of. */
async function killedWriter(dir: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer_child.ts'), dir, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => told.push(line));
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  await Promise.race([once(lines, 'line'), ended]);
  // Spread over more than the length of one pass; the process's own jitter does the rest.
  await sleep((round * 37) % 100);
  child.kill('SIGKILL');
  const [[, signal]] = await ended;
  expect(signal).toBe('SIGKILL');
  return told;
}

test('writers killed at different moments leave whole commits only, and all that they told of', async () => {
  const dir = await freshDir();
  const told: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const told1 = await killedWriter(dir, round);
    expect(told1.length).toBeGreaterThan(0);
    told.push(...told1);
  }
  await using _lock = await acquireLock(dir);
  const raw = await open(dir);
  await raw.sweep();
  const counts = new Map<string, number>();
  for (const { id } of await allOf(raw)) {
    const commit = id.slice(0, id.lastIndexOf('-'));
    counts.set(commit, (counts.get(commit) ?? 0) + 1);
  }
  expect(told.filter((commit) => !counts.has(commit))).toEqual([]);
  expect(new Set(counts.values())).toEqual(new Set([100]));
  // At most the one commit a round whose telling the kill cut off.
  expect(counts.size).toBeLessThanOrEqual(told.length + ROUNDS);
  expect((await collected(raw.verify())).length).toBe(raw.segments().length);
  const files = (await readdir(raw.dir, { recursive: true })).filter((name) => /\.(part|tmp|zst)$/u.test(name));
  expect(files.length).toBe(raw.segments().length);
});
