import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { promisedBytes } from '../support/exports.ts';
import { koc, startKoc } from '../support/koc.ts';
import { AS_OF, EARLIER, EXPORTS, KEY, smallMarket, temporaryFolder } from '../support/market.ts';

/** Workspaces, and kills in each: of a run, of the one that goes on after it, and of the one after that. */
const [WORKSPACES, KILLS] = [7, 3];
const [seeded, ...later] = EXPORTS;
const STEPS = [
  ...later.map(({ source, file, map }) => ['import', file, '--source', source, '--map', map]),
  ['weekly', '--as-of', AS_OF],
];

/** Verbs of the second half of the market's life, with paths of this workspace. */
const stepsOf = (dir: string) =>
  STEPS.map((args) => args.map((arg) => (/^(data|maps)\//u.test(arg) ? join(dir, arg) : arg)));

test('kill −9 of the writer at any moment, and of the runs after it: the next one ends with the same bytes, and current is readable all the time', async () => {
  await using folder = await temporaryFolder();
  const before = join(folder.dir, 'before');
  mkdirSync(before);
  await smallMarket(before, { withSources: false, authors: 60 });
  await koc(
    before,
    ['import', join(before, seeded.file), '--source', seeded.source, '--map', join(before, seeded.map)],
    KEY,
  );
  await koc(before, ['weekly', '--as-of', EARLIER], KEY);

  const undisturbed = copyOf(before, join(folder.dir, 'undisturbed'));
  const befores: string[] = [];
  const lengths: number[] = [];
  for (const [step, args] of stepsOf(undisturbed).entries()) {
    befores.push(copyOf(undisturbed, join(folder.dir, `before-${step}`)));
    const began = performance.now();
    await koc(undisturbed, args, KEY);
    lengths.push(performance.now() - began);
  }
  const expected = promisedBytes(join(undisturbed, 'exports', 'current'));
  const whole = lengths.reduce((sum, length) => sum + length, 0);

  const begins = lengths.map((_, step) => lengths.slice(0, step).reduce((sum, length) => sum + length, 0));
  const killedIn: string[] = [];
  for (let i = 0; i < WORKSPACES; i++) {
    // Spread over the whole and jittered within its slot by a fixed sequence, so that every step is hit.
    const jitter = ((i * 7919) % 97) / 97;
    const killAt = (whole * (i + jitter)) / WORKSPACES;
    const first = begins.findLastIndex((begin) => begin <= killAt);
    const dir = copyOf(befores[first]!, join(folder.dir, `killed-${i}`));
    const watch = new AbortController();
    const watched = readCurrent(dir, watch.signal);
    let { step, where } = await runAndKill(dir, first, killAt - begins[first]!);
    const killed = [where];
    for (let again = 0; again < KILLS - 1; again++) {
      // What goes on after a kill has less to do, and is killed in the first half of what it would have had.
      const slots = WORKSPACES * (KILLS - 1);
      const slot = ((i * (KILLS - 1) + again) * 5) % slots;
      const againAt = (lengths.at(-1)! * (slot + jitter)) / slots / 2;
      ({ step, where } = await runAndKill(dir, step, againAt));
      killed.push(where);
    }
    killedIn.push(...killed);
    for (const args of stepsOf(dir).slice(step)) await koc(dir, args, KEY);
    watch.abort();
    const told = `killed in ${killed.join(' and in ')}`;
    expect(await watched, `reads of current, ${told}`).toBe(0);
    expect(promisedBytes(join(dir, 'exports', 'current')), told).toEqual(expected);
    rmSync(dir, { recursive: true });
  }
  console.log(`killed in: ${killedIn.join(' · ')}`);
  expect(new Set(killedIn.map((where) => where.split(' ')[0]))).toEqual(new Set(['import', 'weekly']));
});

function copyOf(from: string, to: string): string {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return to;
}

/** Runs the steps from `first` on and kills the process that writes `killAt` ms after the beginning; says where, and in which step. */
async function runAndKill(
  dir: string,
  first: number,
  killAt: number,
): Promise<{ readonly where: string; readonly step: number }> {
  const began = performance.now();
  for (const [step, args] of [...stepsOf(dir).entries()].slice(first)) {
    const running = startKoc(dir, args, KEY);
    const left = killAt - (performance.now() - began);
    const timer = new AbortController();
    const killed = sleep(Math.max(0, left), true, { signal: timer.signal }).then(
      () => running.child.kill('SIGKILL'),
      () => false,
    );
    const { signal, code, stderr } = await running.ended;
    timer.abort();
    await killed;
    if (signal === 'SIGKILL') return { where: `${args[0]} after ${Math.round(performance.now() - began)} ms`, step };
    if (code !== 0) throw new Error(`koc ${args.join(' ')} ended with ${code}\n${stderr}`);
  }
  return { where: 'weekly at its very end', step: STEPS.length - 1 };
}

/** Reads what `current` points to over and over, as a dashboard would; gives how often something was missing or torn. */
async function readCurrent(dir: string, signal: AbortSignal): Promise<number> {
  let bad = 0;
  let read = '';
  let files: readonly string[] = [];
  while (!signal.aborted) {
    try {
      const text = readFileSync(join(dir, 'exports', 'current', 'manifest.json'), 'utf8');
      if (text !== read) {
        const manifest = JSON.parse(text) as { run: string; files: { path: string }[] };
        // A reader that follows the pointer once and stays there, as the design asks of readers.
        files = manifest.files.map(({ path }) => join(dir, 'exports', manifest.run, path));
        read = text;
      }
      if (!files.every((file) => existsSync(file))) bad++;
    } catch {
      bad++;
    }
    await sleep(5);
  }
  return bad;
}
