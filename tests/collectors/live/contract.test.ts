/** What every source that reaches out promises on a network as it is. A new source needs no test of its own for these, only fixtures. */
import { describe, expect, test } from 'vitest';
import { hostRecord } from '../../../collectors/engine/host_queue.ts';
import { listingCursor } from '../../../collectors/engine/listing_cursor.ts';
import type { CollectedRecord, Collector } from '../../../warehouse/contracts/collector.ts';
import { PayloadError } from '../../../warehouse/contracts/errors.ts';
import { DISORDERS } from './disorder.ts';
import { type LiveFixture, recordedCases } from './fixture.ts';
import { idsOf, type LiveRun, type RunOptions, runLive, secretOf } from './pass.ts';
import { type Fault, type Platform, startPlatform } from './platform.ts';

const { cases, without } = await recordedCases();
const recorded = cases.map(({ name, collector, fixture }) => [name, collector, fixture] as const);

/** A platform, and how to run the collector over it. */
interface Stage extends AsyncDisposable {
  readonly platform: Platform;
  readonly fixture: LiveFixture;
  run(how?: RunOptions): Promise<LiveRun>;
}

async function stage(collector: Collector, fixture: LiveFixture): Promise<Stage> {
  const platform = await startPlatform(fixture.exchanges, collector.meta.access.secrets.map(secretOf));
  return {
    platform,
    fixture,
    run: (how) => runLive(collector, fixture, platform, how),
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  };
}

const versionOf = ({ platform, kind, id, payloadJson }: CollectedRecord) => `${platform}:${kind}:${id} ${payloadJson}`;

/** Every address answers with the fault first. */
async function costsNoRecord(on: Stage, fault: Fault, how: RunOptions = {}): Promise<void> {
  const undisturbed = await on.run();
  const tries = new Map<string, number>();
  on.platform.fault = (_index, url) => {
    tries.set(url, (tries.get(url) ?? 0) + 1);
    return tries.get(url) === 1 ? fault : null;
  };
  const run = await on.run(how);
  expect(run.records.map(({ payloadJson }) => payloadJson)).toEqual(
    undisturbed.records.map(({ payloadJson }) => payloadJson),
  );
  expect(run.end?.outcome).toBe(undisturbed.end?.outcome);
}

test('every source that reaches out has a recorded case', () => {
  expect(without).toEqual([]);
});

/** Beside each other, since this is waiting and nothing else. */
test.concurrent.each(recorded)(
  '%s, a body that stalls on every request costs time, no record',
  async (_name, collector, fixture) => {
    await using on = await stage(collector, fixture);
    // Only a stall is waited for: on a busy machine a short patience would break what does not stall.
    await costsNoRecord(on, { kind: 'stall' }, { idleMs: 100 });
  },
);

describe.each(recorded)('%s', (_name, collector, fixture) => {
  const isJson = fixture.exchanges.every(({ json }) => json !== undefined);

  test('asks for what was recorded and for nothing else', async () => {
    await using on = await stage(collector, fixture);
    const run = await on.run();
    expect(on.platform.unknown).toEqual([]);
    expect(on.platform.unused()).toEqual([]);
    expect(['ok', 'capped', 'empty']).toContain(run.end?.outcome);
    expect(run.rejects).toEqual([]);
    expect(run.records).not.toEqual([]);
    const kinds = new Set(on.fixture.ask.queries.map(({ kind }) => kind));
    for (const kind of kinds) expect(collector.meta.queryKinds).toContain(kind);
  });

  test('cut after any batch and resumed, it brings the same records, each page once more at most', async () => {
    await using on = await stage(collector, fixture);
    const whole = await on.run();
    const requests = on.platform.asked.length;
    for (let batches = 0; batches < whole.cursors.length; batches++) {
      const before = on.platform.asked.length;
      const first = await on.run({ batches });
      const second = await on.run({ cursor: first.cursor });
      expect(idsOf([...first.records, ...second.records])).toEqual(idsOf(whole.records));
      expect(on.platform.asked.length - before).toBeLessThanOrEqual(requests + 1);
    }
  });

  test('moves the mark of a query only when nothing of it is left to do', async () => {
    await using on = await stage(collector, fixture);
    for (const kept of (await on.run()).cursors) {
      const read = listingCursor.safeParse(kept);
      if (!read.success) continue;
      const { todo, marks } = read.data;
      for (const { key } of todo) expect(marks[key]).toBeUndefined();
    }
  });

  test.each<[string, Fault]>([
    ['a reset connection', { kind: 'reset' }],
    ['a cut gzip body', { kind: 'cut_gzip' }],
    ['status 500', { kind: 'status', status: 500 }],
    ['status 502', { kind: 'status', status: 502 }],
    ['status 429', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }],
    [
      'status 503 with a date',
      { kind: 'status', status: 503, headers: { 'retry-after': 'Mon, 01 Jan 2024 00:00:00 GMT' } },
    ],
  ])('%s on every request costs time, no record', async (_what, fault) => {
    await using on = await stage(collector, fixture);
    await costsNoRecord(on, fault);
  });

  if (isJson)
    test.each(Object.entries(DISORDERS))('%s cost no record and bring none twice', async (_what, disorder) => {
      await using on = await stage(collector, fixture);
      const undisturbed = await on.run();
      on.platform.disorder = disorder;
      const run = await on.run();
      expect(run.records.map(versionOf).sort()).toEqual(undisturbed.records.map(versionOf).sort());
      // Where an old page looks newer than it is, it is honest to ask for one more than was recorded.
      expect(on.platform.unknown.length).toBeLessThanOrEqual(1);
      if (on.platform.unknown.length === 0) expect(run.end?.outcome).toBe(undisturbed.end?.outcome);
    });

  test('a storm of 429 is waited out as told', async () => {
    await using on = await stage(collector, fixture);
    on.platform.fault = (index) =>
      index < 5 ? { kind: 'status', status: 429, headers: { 'retry-after': '30' } } : null;
    const run = await on.run();
    expect(run.end?.outcome).not.toBe('rate_limited');
    for (let i = 1; i <= 5; i++) expect(run.sentAt[i]! - run.sentAt[i - 1]!).toBeGreaterThanOrEqual(30_000);
  });

  test('a pause that is too long ends the pass as rate-limited, and the next one knows', async () => {
    await using on = await stage(collector, fixture);
    on.platform.fault = () => ({ kind: 'status', status: 429, headers: { 'retry-after': '7200' } });
    const memory = new Map();
    const run = await on.run({ memory });
    expect(run.end?.outcome).toBe('rate_limited');
    expect(on.platform.asked).toHaveLength(1);
    on.platform.fault = () => null;
    expect((await on.run({ memory, cursor: run.cursor })).end?.outcome).toBe('rate_limited');
    expect(on.platform.asked).toHaveLength(1);
    for (const record of memory.values()) hostRecord.parse(record);
  });

  test('a host that keeps breaking is asked five times, ever more slowly, and then left alone', async () => {
    await using on = await stage(collector, fixture);
    on.platform.fault = () => ({ kind: 'status', status: 500 });
    const run = await on.run();
    expect(run.end?.outcome).toBe('failed');
    expect(on.platform.asked).toHaveLength(5);
    const pauses = run.sentAt.slice(1).map((at, i) => at - run.sentAt[i]!);
    for (let i = 1; i < pauses.length; i++) expect(pauses[i]).toBeGreaterThan(pauses[i - 1]!);
    on.platform.fault = () => null;
    const again = await on.run({ cursor: run.cursor });
    expect(idsOf(again.records)).toEqual(idsOf((await on.run()).records));
  });

  test.each<[string, Fault, readonly string[]]>([
    ['status 401', { kind: 'status', status: 401 }, ['login_needed']],
    ['status 403', { kind: 'status', status: 403 }, ['blocked']],
    ['a captcha', { kind: 'captcha' }, ['blocked']],
    ['a redirect to a login', { kind: 'login' }, ['login_needed']],
  ])('%s stops it at once, in the middle too, and nothing is lost by that', async (_what, fault, outcomes) => {
    await using on = await stage(collector, fixture);
    const whole = await on.run();
    const total = on.platform.asked.length;
    for (const at of new Set([0, Math.floor(total / 2), total - 1])) {
      const before = on.platform.asked.length;
      on.platform.fault = (index) => (index === before + at ? fault : null);
      const stopped = await on.run();
      expect(outcomes).toContain(stopped.end?.outcome);
      expect(on.platform.asked.length - before).toBe(at + 1);
      on.platform.fault = () => null;
      const rest = await on.run({ cursor: stopped.cursor });
      expect(idsOf([...stopped.records, ...rest.records])).toEqual(idsOf(whole.records));
    }
  });

  if (isJson)
    test('a page where JSON was promised is a refusal, never an empty list', async () => {
      await using on = await stage(collector, fixture);
      on.platform.fault = () => ({ kind: 'html' });
      const run = await on.run();
      expect(run.end?.outcome).toBe('blocked');
      expect(on.platform.asked).toHaveLength(1);
    });

  if (isJson)
    test('an unknown shape is a PayloadError that names the path', async () => {
      await using on = await stage(collector, fixture);
      on.platform.fault = () => ({ kind: 'surprise' });
      const error = await on.run().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PayloadError);
      expect((error as PayloadError).facts['path']).toBeDefined();
    });

  test('redirects in a circle end', async () => {
    await using on = await stage(collector, fixture);
    on.platform.fault = () => ({ kind: 'loop' });
    expect((await on.run()).end?.outcome).toBe('failed');
    expect(on.platform.asked.length).toBeLessThanOrEqual(7);
  });

  if (collector.meta.access.robots === 'obeyed')
    test('robots.txt that disallows everything is obeyed', async () => {
      await using on = await stage(collector, fixture);
      on.platform.robots = 'User-agent: *\nDisallow: /\n';
      expect((await on.run()).end?.outcome).toBe('blocked');
      expect(on.platform.asked).toEqual([]);
    });

  test('told to stop, it sends nothing more', async () => {
    await using on = await stage(collector, fixture);
    const stop = new AbortController();
    on.platform.fault = () => {
      stop.abort();
      return null;
    };
    await expect(on.run({ signal: stop.signal })).rejects.toThrow();
    expect(on.platform.asked).toHaveLength(1);
  });

  test('keeps its pace', async () => {
    await using on = await stage(collector, fixture);
    const { sentAt } = await on.run();
    const hosts = new Set(on.platform.asked.map(({ url }) => new URL(url).host));
    if (hosts.size > 1) return;
    const spacing = 60_000 / collector.meta.pace!.perMinute;
    for (let i = 1; i < sentAt.length; i++)
      expect(sentAt[i]! - sentAt[i - 1]!).toBeGreaterThanOrEqual(Math.floor(spacing));
  });

  test('says who asks, and puts no secret into records, cursors or logs', async () => {
    await using on = await stage(collector, fixture);
    const run = await on.run();
    for (const { headers } of on.platform.asked) expect(headers['user-agent']).toMatch(/^koc-radar\/.*\(\+.*\)$/u);
    const told = JSON.stringify([run.records, run.cursors, run.end]) + run.logged;
    for (const name of collector.meta.access.secrets) expect(told).not.toContain(secretOf(name));
  });

  test('a limit ends the pass after the page under way, and the next pass goes on', async () => {
    await using on = await stage(collector, fixture);
    const whole = await on.run();
    let [cursor, limited]: [unknown, LiveRun['records'][number][]] = [null, []];
    for (let passes = 0; passes < 100; passes++) {
      const run = await on.run({ cursor, limit: 1 });
      limited = [...limited, ...run.records];
      cursor = run.cursor;
      if ((run.end?.asked['left'] ?? 0) === 0) break;
      expect(run.end?.outcome).toBe('capped');
    }
    expect(idsOf(limited)).toEqual(idsOf(whole.records));
  });
});
