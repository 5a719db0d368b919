/** Every recorded case once more over the real wire (node:https, the platforms' own host names), with nock in the place of the network. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { envelopeOf, headerOf } from '../envelope.ts';
import { type Exchange, recordedCases } from './fixture.ts';
import { runLive, secretOf } from './pass.ts';
import { keyOf } from './platform.ts';

const { cases } = await recordedCases();

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

interface Stand {
  /** What was asked for and is not in the recording. */
  readonly unknown: string[];
  readonly asked: string[];
}

/** Answers at the hosts of the recording as it has it; no other host can be reached. */
function standIn(exchanges: readonly Exchange[], secrets: readonly string[]): Stand {
  const stand: Stand = { unknown: [], asked: [] };
  const byKey = new Map(
    exchanges.map((one) => [keyOf(one.method, new URL(one.url), one.sent ?? '', secrets), one] as const),
  );
  const answer = async (request: Request): Promise<[number, string, Record<string, string>]> => {
    const url = new URL(request.url);
    if (url.pathname === '/robots.txt') return [404, '', {}];
    stand.asked.push(url.href);
    const found = byKey.get(keyOf(request.method, url, await request.text(), secrets));
    if (found === undefined) {
      stand.unknown.push(`${request.method} ${url.href}`);
      return [400, 'not recorded', {}];
    }
    const type = found.json === undefined ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
    const body = found.json === undefined ? (found.text ?? '') : JSON.stringify(found.json);
    return [found.status, body, { 'content-type': type, ...found.headers }];
  };
  for (const origin of new Set(exchanges.map(({ url }) => new URL(url).origin))) {
    for (const method of ['GET', 'POST']) nock(origin).persist().intercept(/.*/u, method).reply(answer);
  }
  return stand;
}

describe.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { collector, fixture, dir }) => {
  const golden = join(dir, 'rows.json');
  test.runIf(existsSync(golden))('asks the platform’s own hosts and gives the rows of its case', async () => {
    const stand = standIn(fixture.exchanges, collector.meta.access.secrets.map(secretOf));
    const { records, end } = await runLive(collector, fixture, null);
    expect(stand.unknown).toEqual([]);
    expect(stand.asked).not.toEqual([]);
    expect(['ok', 'capped', 'empty']).toContain(end?.outcome);
    const options = collector.options.parse(fixture.options);
    const header = headerOf(collector, await collector.context(options, { timezone: 'Asia/Shanghai' }));
    const normalise = collector.normalizer(header);
    const rows = records.map((record, seq) => normalise(envelopeOf(collector, record, seq)));
    expect(rows).toEqual(JSON.parse(await readFile(golden, 'utf8')));
  });
});

test('what no recording names cannot be reached', async () => {
  const [first] = cases;
  standIn([], []);
  const run = await runLive(first!.collector, first!.fixture, null);
  expect(run.end?.outcome).toBe('failed');
  expect(run.records).toEqual([]);
});
