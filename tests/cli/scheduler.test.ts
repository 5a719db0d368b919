import { expect, test } from 'vitest';
import { runSchedule } from '../../jobs/schedule/scheduler.ts';
import { BusyError } from '../../warehouse/contracts/errors.ts';

function notebook() {
  const lines: string[] = [];
  const write = (facts: object, message: string) => void lines.push(`${message} ${JSON.stringify(facts)}`);
  return { lines, log: { debug: write, info: write, warn: write, error: write } };
}

const EVERY_SECOND = '* * * * * *';
const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test('jobs run one at a time, and what comes due meanwhile waits in line once', async () => {
  const stop = new AbortController();
  const { log, lines } = notebook();
  let running = 0;
  let most = 0;
  const ran: string[] = [];
  const job = (name: string) => ({
    name,
    cron: EVERY_SECOND,
    run: async () => {
      most = Math.max(most, ++running);
      ran.push(name);
      await later(1300);
      running -= 1;
      if (ran.length === 3) stop.abort();
    },
  });
  await runSchedule([job('a'), job('b')], { timezone: 'Asia/Shanghai', signal: stop.signal, log });
  expect(most).toBe(1);
  expect([...ran.slice(0, 2)].sort()).toEqual(['a', 'b']);
  expect(ran[2]).toBe(ran[0]);
  expect(lines.some((line) => line.startsWith('still waiting'))).toBe(true);
});

test('a job that fails or finds the workspace busy is told, and the next turn comes', async () => {
  const stop = new AbortController();
  const { log, lines } = notebook();
  let turns = 0;
  const run = async () => {
    turns += 1;
    if (turns === 1) throw new Error('disk full');
    if (turns === 2) throw new BusyError('in use by process 7');
    stop.abort();
  };
  await runSchedule([{ name: 'weekly', cron: EVERY_SECOND, run }], { timezone: 'UTC', signal: stop.signal, log });
  expect(turns).toBe(3);
  expect(lines).toContain('failed; the schedule goes on {"job":"weekly","reason":"disk full"}');
  expect(lines).toContain('skipped: the workspace is busy {"job":"weekly","reason":"in use by process 7"}');
});

test('stopping waits for the job under way and starts no other', async () => {
  const stop = new AbortController();
  const { log } = notebook();
  let ended = 0;
  const run = async () => {
    stop.abort();
    await later(200);
    ended += 1;
  };
  await runSchedule([{ name: 'a', cron: EVERY_SECOND, run }], { timezone: 'UTC', signal: stop.signal, log });
  expect(ended).toBe(1);
  await later(1500);
  expect(ended).toBe(1);
});

test('stopping before anything is due ends at once', async () => {
  const { log } = notebook();
  const started = performance.now();
  await runSchedule([{ name: 'yearly', cron: '0 0 1 1 *', run: async () => {} }], {
    timezone: 'UTC',
    signal: AbortSignal.timeout(50),
    log,
  });
  expect(performance.now() - started).toBeLessThan(5000);
});
