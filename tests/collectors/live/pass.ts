/** Runs a live collector against a local server by the real client and a clock on which waiting takes no time. */
import type { Clock } from '../../../collectors/engine/clock.ts';
import type { HostRecord } from '../../../collectors/engine/host_queue.ts';
import { makeHttp } from '../../../collectors/engine/http_client.ts';
import { makeTransport, type Transport } from '../../../collectors/engine/http_transport.ts';
import type { CollectedRecord, Collector, Log, PassEnd, Reject } from '../../../warehouse/contracts/collector.ts';
import type { SourceState } from '../../../warehouse/contracts/live.ts';
import type { LiveFixture } from './fixture.ts';
import type { Platform } from './platform.ts';

export interface FakeClock extends Clock {
  /** Every wait so far, ms. */
  readonly waits: readonly number[];
}

export function fakeClock(startMs: number): FakeClock {
  let at = startMs;
  const waits: number[] = [];
  return {
    waits,
    now: () => at,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      waits.push(ms);
      at += Math.max(0, ms);
    },
    random: () => 0.5,
  };
}

export interface LiveRun {
  readonly records: readonly CollectedRecord[];
  readonly cursors: readonly unknown[];
  readonly rejects: readonly Reject[];
  readonly end: PassEnd | null;
  /** What a pass after this one goes on from. */
  readonly cursor: unknown;
  readonly clock: FakeClock;
  /** Moments of the requests on that clock, UTC ms. */
  readonly sentAt: readonly number[];
  /** Everything that was logged, as text. */
  readonly logged: string;
}

export interface RunOptions {
  readonly cursor?: unknown;
  /** Batches after which the process dies. */
  readonly batches?: number;
  readonly signal?: AbortSignal;
  readonly memory?: Map<string, HostRecord>;
  readonly limit?: number;
  readonly idleMs?: number;
  /** What the source remembers beside its cursor; a new one each time by default. */
  readonly state?: SourceState;
  /** Told each batch's cursor, also of a pass that throws. */
  readonly onCursor?: (cursor: unknown) => void;
  readonly secret?: (name: string) => string;
  /** Sees what passes over the wire, addressed as the platform's own. */
  readonly wrap?: (send: Transport) => Transport;
}

export const secretOf = (name: string): string => `secret-of-${name.toLowerCase()}`;

/** `platform` null: the wire goes to the platform's own hosts, as it would in earnest. */
export async function runLive(
  collector: Collector,
  fixture: LiveFixture,
  platform: Pick<Platform, 'reroute'> | null,
  how: RunOptions = {},
): Promise<LiveRun> {
  const { ask } = fixture;
  const options = collector.options.parse(fixture.options);
  const clock = fakeClock(ask.now);
  const lines: string[] = [];
  const say = (facts: object, message: string) => void lines.push(`${message} ${JSON.stringify(facts)}`);
  const log: Log = { debug: say, info: say, warn: say, error: say };
  const signal = how.signal ?? new AbortController().signal;
  const sentAt: number[] = [];
  const transport = makeTransport({ allowPrivate: platform !== null, env: {}, idleMs: how.idleMs ?? 10_000 });
  const validators = new Map<string, { readonly etag?: string | undefined; readonly modified?: string | undefined }>();
  const memory = how.memory ?? new Map<string, HostRecord>();
  const send: Transport = (request) => {
    if (request.url.pathname !== '/robots.txt') sentAt.push(clock.now());
    return transport.send(platform === null ? request : { ...request, url: platform.reroute(request.url) });
  };
  const http = makeHttp({
    userAgent: 'koc-radar/test (+tests@example.org)',
    pace: collector.meta.pace!,
    hosts: new Set(collector.hosts!(options)),
    obeysRobots: collector.meta.access.robots === 'obeyed',
    allowPrivate: false,
    send: how.wrap?.(send) ?? send,
    memory: { get: (host) => memory.get(host), set: (host, record) => void memory.set(host, record) },
    validators,
    clock,
    log,
    signal,
    onWait() {},
  });
  const batches = collector.collect({
    sourceId: 'fixture',
    options,
    context: await collector.context(options, { timezone: 'Asia/Shanghai' }),
    cursor: how.cursor ?? null,
    now: clock.now,
    log,
    signal,
    reject: (reject) => void rejects.push(reject),
    progress() {},
    live: {
      http,
      queries: ask.queries,
      window: ask.window,
      isFixedWindow: false,
      limit: how.limit ?? null,
      secret: how.secret ?? secretOf,
      state: how.state ?? memoryState(),
      validators,
      report() {},
    },
  });
  const records: CollectedRecord[] = [];
  const cursors: unknown[] = [];
  const rejects: Reject[] = [];
  let end: PassEnd | null = null;
  try {
    for (;;) {
      if (how.batches !== undefined && cursors.length >= how.batches) break;
      const next = await batches.next();
      if (next.done) {
        end = next.value;
        break;
      }
      records.push(...next.value.records);
      cursors.push(JSON.parse(JSON.stringify(next.value.cursor)));
      how.onCursor?.(cursors.at(-1));
    }
  } finally {
    transport.close();
  }
  const cursor = end === null ? (cursors.at(-1) ?? how.cursor ?? null) : JSON.parse(JSON.stringify(end.cursor ?? null));
  return { records, cursors, rejects, end, cursor, clock, sentAt, logged: lines.join('\n') };
}

export function memoryState(): SourceState {
  const kept = new Map<string, unknown>();
  return {
    read(name, schema) {
      const read = schema.safeParse(kept.get(name));
      return read.success ? read.data : null;
    },
    async write(name, value) {
      kept.set(name, JSON.parse(JSON.stringify(value)));
    },
  };
}

/** Records as a set: their keys, sorted. */
export function idsOf(records: readonly CollectedRecord[]): string[] {
  return [...new Set(records.map(({ platform, kind, id }) => `${platform}:${kind}:${id}`))].sort();
}
