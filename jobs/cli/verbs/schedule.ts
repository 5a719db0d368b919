/** `koc schedule`: stays and runs the jobs of koc.yaml, each as a run of its own under the workspace's lock, until told to stop. */
import type { Command } from 'commander';
import { EXIT, UsageError } from '../../../warehouse/contracts/errors.ts';
import type { ScheduleConfig, Workspace } from '../../config/types.ts';
import type { RunContext } from '../../pipeline/context.ts';
import type { Lists } from '../../report/lists.ts';
import { runSchedule } from '../../schedule/scheduler.ts';
import { type App, asOfFrom, type GlobalOptions, makeContext, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

export function addSchedule(program: Command, app: App): void {
  addVerb(
    program,
    'schedule',
    'Run the schedules of koc.yaml until stopped.',
    'koc schedule --log-json 2>> koc.log',
  ).action(async (options: GlobalOptions) => {
    const ctx = makeContext(app, options);
    const { schedules, timezone } = await readSchedules(app, options);
    const jobs = schedules.map((schedule) => ({ ...schedule, run: () => runJob(app, options, schedule) }));
    await runSchedule(jobs, { timezone, signal: app.signal, log: ctx.log });
    // Being told to stop is how a schedule ends well.
    app.setExitCode(EXIT.ok);
  });
}

/** koc.yaml is read anew, so that a job sees what was changed since the schedule began. */
async function runJob(app: App, options: GlobalOptions, schedule: ScheduleConfig): Promise<void> {
  await using session = await openSession(app, options, { writes: true });
  const { ws, ctx } = session;
  ctx.log.info({ job: schedule.name, run: ctx.run }, 'job begins');
  await WORK[schedule.run](ws, ctx, schedule);
  ctx.log.info({ job: schedule.name, run: ctx.run }, 'job done');
}

const WORK: Readonly<
  Record<ScheduleConfig['run'], (ws: Workspace, ctx: RunContext, schedule: ScheduleConfig) => Promise<void>>
> = {
  async collect(ws, ctx, schedule) {
    const { collectSources } = await import('../../pipeline/sources.ts');
    const sources = ws.config.sources.filter((source) => source.schedule === schedule.name);
    await collectSources(ws, ctx, { only: sources.map(({ id }) => id) });
  },
  async publish(ws, ctx, schedule) {
    const { publishWeek } = await import('../../pipeline/publish.ts');
    const { lists } = await publishWeek(ws, ctx, asOfFrom(undefined, ws, ctx.now()));
    await tellOnce(ws, ctx, schedule, lists);
  },
  async weekly(ws, ctx, schedule) {
    const { weekly } = await import('../../pipeline/weekly.ts');
    const { lists } = await weekly(ws, ctx, { asOf: asOfFrom(undefined, ws, ctx.now()) });
    await tellOnce(ws, ctx, schedule, lists);
  },
};

/** Nobody asked for it just now, so a group is not told the same words twice. */
async function tellOnce(ws: Workspace, ctx: RunContext, schedule: ScheduleConfig, lists: Lists): Promise<void> {
  if (!schedule.notify) return;
  const { notify } = await import('../../pipeline/notify.ts');
  await notify(ws, ctx, lists, { repeats: false });
}

async function readSchedules(app: App, options: GlobalOptions) {
  await using session = await openSession(app, options, { writes: false });
  const { schedules, timezone } = session.ws.config;
  if (schedules.length > 0) return { schedules, timezone };
  throw new UsageError('koc.yaml has no schedules', {
    hint: 'Add for example  schedules: { monday: { cron: "0 7 * * 1", run: weekly } }',
  });
}
