/** Runs cron jobs one at a time: what comes due meanwhile waits in line, once. A job that fails is told and the schedule goes on. */
import { Cron } from 'croner';
import type { Log } from '../../warehouse/contracts/collector.ts';
import { EXIT, KocError } from '../../warehouse/contracts/errors.ts';

export interface ScheduledJob {
  readonly name: string;
  /** Five fields, or six with seconds. */
  readonly cron: string;
  /** Does the work once; told to stop by the same signal as the schedule. */
  readonly run: () => Promise<void>;
}

export interface ScheduleOptions {
  /** IANA zone that rules the cron lines. */
  readonly timezone: string;
  /** Aborted: no further job begins and the promise resolves once the current one has ended. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Resolves when the signal is aborted and nothing runs any more. Throws when a cron line is not valid. */
export async function runSchedule(jobs: readonly ScheduledJob[], options: ScheduleOptions): Promise<void> {
  const { signal, log, timezone } = options;
  const line: ScheduledJob[] = [];
  let wake: () => void = () => {};
  const enqueue = (job: ScheduledJob): void => {
    if (line.includes(job)) log.warn({ job: job.name }, 'still waiting for the job before it; this turn is skipped');
    else line.push(job);
    wake();
  };
  const timers = jobs.map((job) => new Cron(job.cron, { timezone }, () => enqueue(job)));
  for (const [index, job] of jobs.entries()) {
    log.info({ job: job.name, next: timers[index]?.nextRun()?.toISOString() ?? 'never' }, 'scheduled');
  }
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      const job = line.shift();
      if (job !== undefined) await runOnce(job, options);
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    for (const timer of timers) timer.stop();
  }
  log.info({ waiting: line.length }, 'schedule stopped');
}

async function runOnce(job: ScheduledJob, { log, signal }: ScheduleOptions): Promise<void> {
  try {
    await job.run();
  } catch (error) {
    if (signal.aborted) return;
    const isBusy = error instanceof KocError && error.exitCode === EXIT.busy;
    const message = error instanceof Error ? error.message : String(error);
    log.error(
      { job: job.name, reason: message },
      isBusy ? 'skipped: the workspace is busy' : 'failed; the schedule goes on',
    );
  }
}
