/** Gives one pass of a live source what it works with: the polite client, its state, its secrets. Closed when the pass has ended. */
import { siteOf } from '../../collectors/browsing/site_collector.ts';
import { makeHttp } from '../../collectors/engine/http_client.ts';
import { makeTransport, type Transport } from '../../collectors/engine/http_transport.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { LivePass, LiveProgress, Query, Window } from '../../warehouse/contracts/live.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { openBrowsing } from './browsing.ts';
import type { RunContext } from './context.ts';
import { openHosts, openSourceState } from './live_state.ts';
import { sleep } from './sleep.ts';

/** What a pass is asked for. */
export interface LiveAsk {
  readonly queries: readonly Query[];
  readonly window: Window;
  readonly isFixedWindow: boolean;
  readonly limit: number | null;
}

export interface OpenLive extends AsyncDisposable {
  readonly pass: LivePass;
  /** Told what the pass reports; null until somebody listens. */
  listener: ((progress: Partial<LiveProgress>) => void) | null;
}

export interface LiveOptions {
  /** Wraps the wire, to record what passes over it. */
  readonly wrap?: (send: Transport) => Transport;
}

/** Throws UsageError when the config gives no contact or a secret is missing at the moment it is asked for. */
export async function openLive(
  ws: Workspace,
  ctx: RunContext,
  { source, collector }: { readonly source: SourceConfig; readonly collector: Collector },
  ask: LiveAsk,
  options: LiveOptions = {},
): Promise<OpenLive> {
  const { meta } = collector;
  if (ws.config.contact === null) throw noContact(source.id);
  if (meta.pace === null) throw new UsageError(`collector ${meta.name} asks nobody`);
  const env = ctx.env ?? {};
  const { allowsPrivate, perMinute } = source.live;
  const transport = makeTransport({ allowPrivate: allowsPrivate, env });
  const hosts = await openHosts(ws.dir);
  const validators: LivePass['validators'] = new Map();
  const declares = `koc-radar${ctx.version === undefined ? '' : `/${ctx.version}`} (+${ws.config.contact})`;
  const onWait = (waitingUntil: number | null): void => {
    live.listener?.({ waitingUntil });
    // A long pause may outlive the process that was told of it.
    if (waitingUntil !== null && waitingUntil - ctx.now() > 5000) void hosts.save().catch(() => {});
  };
  const http = makeHttp({
    userAgent: declares,
    pace: { ...meta.pace, perMinute: Math.min(meta.pace.perMinute, perMinute ?? Number.POSITIVE_INFINITY) },
    hosts: new Set(collector.hosts?.(collector.options.parse(source.options)) ?? []),
    obeysRobots: meta.access.robots === 'obeyed',
    allowPrivate: allowsPrivate,
    send: options.wrap?.(transport.send) ?? transport.send,
    memory: hosts,
    validators,
    clock: { now: ctx.now, sleep: ctx.sleep ?? sleep, random: ctx.random ?? (() => 0.5) },
    log: ctx.log,
    signal: ctx.signal,
    onWait,
  });
  const site = siteOf(collector);
  const browsed =
    site === null || site.drive === undefined
      ? null
      : await openBrowsing(ws, ctx, {
          source,
          site,
          options: site.options.parse(source.options),
          http,
          hosts,
          declares,
          onWait,
        });
  const live: OpenLive = {
    listener: null,
    pass: {
      ...ask,
      http,
      ...(browsed === null ? {} : { browsing: browsed.browsing }),
      secret: (name) => secretOf(source, env, name),
      state: await openSourceState(ws.dir, source.id),
      validators,
      report: (progress) => live.listener?.(progress),
    },
    async [Symbol.asyncDispose]() {
      await browsed?.[Symbol.asyncDispose]();
      transport.close();
      await hosts.save();
    },
  };
  return live;
}

function secretOf({ id, secrets }: SourceConfig, env: NonNullable<RunContext['env']>, name: string): string {
  const variable = secrets[name] ?? name;
  const value = env[variable];
  if (value) return value;
  throw new UsageError(`source ${id}: the environment has no ${variable}`, {
    hint: `Set it, or name another variable:  secrets: { ${name}: MY_VARIABLE }`,
  });
}

function noContact(sourceId: string): UsageError {
  return new UsageError(`source ${sourceId} reaches out and koc.yaml has no contact`, {
    hint: 'Add  contact: you@example.org  (or a page): it is told to every host that is asked.',
  });
}
