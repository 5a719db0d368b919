/** What `koc collect --record` writes is a case of the contract suite: it replays whole, and nobody who is in it can be told. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recorder } from '../../../jobs/pipeline/record.ts';
import type { CollectedRecord, Collector } from '../../../warehouse/contracts/collector.ts';
import { testWorkspace } from '../../support/workspace.ts';
import { type LiveFixture, loadFixture, recordedCases } from './fixture.ts';
import { runLive, secretOf } from './pass.ts';
import { startPlatform } from './platform.ts';

const { cases } = await recordedCases();

test.for(cases.map((one) => [one.name, one] as const))('%s', async ([, { collector, fixture }]) => {
  const secrets = collector.meta.access.secrets;
  const values = secrets.map(keyOf);
  await using platform = await startPlatform(fixture.exchanges, values);
  const dir = await mkdtemp(join(tmpdir(), 'koc-record-'));
  const { wrap, finish } = await recorder(dir, sourceOf(collector, fixture), askOf(fixture), {
    ...(await context(secrets)),
    now: () => fixture.ask.now,
  });
  const run = await runLive(collector, fixture, platform, { wrap, secret: keyOf });
  await finish();

  const folder = join(dir, 'recorded');
  const written = (
    await Promise.all(['ask.json', 'exchanges.jsonl'].map((name) => readFile(join(folder, name), 'utf8')))
  ).join('');
  for (const value of values) expect(written).not.toContain(value);
  if (fixture.exchanges.every(({ json }) => json !== undefined)) {
    const people = new Set(run.records.flatMap(({ authorId }) => authorId ?? []));
    const named = [...people].filter((id) => {
      const forms = [id, encodeURIComponent(id)].map((form) => form.replaceAll(/[^a-z0-9]/giu, '.'));
      return new RegExp(`(?<![a-z0-9])(?:${forms.join('|')})(?![a-z0-9])`, 'iu').test(written);
    });
    expect(named).toEqual([]);
  }

  const again = await loadFixture(folder);
  await using replay = await startPlatform(again.exchanges, secrets.map(secretOf));
  const second = await runLive(collector, again, replay);
  expect(replay.unknown).toEqual([]);
  expect(second.end?.outcome).toBe(run.end?.outcome);
  expect(kindsOf(second.records)).toEqual(kindsOf(run.records));
  await rm(dir, { recursive: true });
});

const keyOf = (name: string) => `k3y+${name.toLowerCase()}/=`;
const kindsOf = (records: readonly CollectedRecord[]) => records.map(({ kind }) => kind).sort();

function sourceOf(collector: Collector, { options }: LiveFixture) {
  const live = {} as never;
  const secrets = {};
  return { collector, source: { id: 'recorded', collector: collector.meta.name, options, secrets, live } as never };
}

function askOf({ ask }: LiveFixture) {
  return { queries: ask.queries, window: ask.window, isFixedWindow: false, limit: null };
}

async function context(secrets: readonly string[]) {
  await using ws = await testWorkspace('');
  return { ...ws.context(), env: Object.fromEntries(secrets.map((name) => [name, keyOf(name)])) };
}
