/** A source that breaks is that source's failure: sealed as such, told, and no obstacle to the others or to its own recovery. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { endsTheRun, failureReason } from '../../jobs/pipeline/source_failure.ts';
import { collectSources, someFellShort } from '../../jobs/pipeline/sources.ts';
import { EXIT, KocError, UsageError } from '../../warehouse/contracts/errors.ts';
import { fellShort, OUTCOMES } from '../../warehouse/contracts/raw.ts';
import { passRows } from '../../warehouse/lake/passes.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { POSTS_MAP, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const KOC = `version: 1
brands: [{ id: aurora }, { id: nova }, { id: coman }]
sources:
  - { id: bad, collector: file_import, acknowledged: true, with: { file: bad.jsonl, map: map.yaml } }
  - { id: good, collector: file_import, acknowledged: true, with: { file: good.jsonl, map: map.yaml } }
`;
const ROW = '{"id":"1","kind":"post","author":"a","text":"欧若拉真的好用","at":"2026-11-09T08:00:00Z"}\n';

/** Two sources of which the first has no file. */
async function halfBroken(): Promise<TestWorkspace> {
  const ws = await testWorkspace(KOC);
  await ws.write('map.yaml', POSTS_MAP);
  await ws.write('good.jsonl', ROW);
  return ws;
}

async function collect(test: TestWorkspace) {
  const [ws, ctx] = [await test.open(), test.context()];
  const results = await collectSources(ws, ctx);
  const raw = await openWorkspaceRaw(ws, ctx);
  return { results, entries: raw.entries(), rows: passRows(raw.entries(), ws.offset) };
}

test('a source without its file is sealed as failed, run after run, and the other is collected', async () => {
  await using ws = await halfBroken();
  const { results, entries, rows } = await collect(ws);
  expect(results.map(({ source, outcome }) => [source, outcome])).toEqual([
    ['bad', 'failed'],
    ['good', 'ok'],
  ]);
  expect(someFellShort(results)).toBe(true);
  const failed = entries.filter((entry) => entry.source_id === 'bad');
  expect(failed).toMatchObject([{ outcome: 'failed', segments: [], asked: { reason: 'file system: ENOENT' } }]);
  expect(JSON.stringify(failed)).not.toContain(ws.dir);
  expect(rows).toContainEqual(expect.objectContaining({ sourceId: 'bad', platform: 'unknown', outcome: 'failed' }));
  const again = await collect(ws);
  expect(again.results[0]?.outcome).toBe('failed');
  expect(again.entries.filter((entry) => entry.source_id === 'bad')).toHaveLength(2);
});

test('a failure stands under the platforms that the source is known for, and does not hide what was taken before', async () => {
  await using ws = await halfBroken();
  await ws.write('bad.jsonl', ROW);
  expect((await collect(ws)).results[0]?.outcome).toBe('ok');
  await rm(join(ws.dir, 'bad.jsonl'));
  const { entries } = await collect(ws);
  expect(entries.at(-1)).toMatchObject({ source_id: 'bad', outcome: 'failed', platforms: ['weibo'] });
  await ws.write('bad.jsonl', ROW);
  const { results } = await collect(ws);
  expect(results[0]).toMatchObject({ unchanged: true, outcome: null });
  expect(someFellShort(results)).toBe(false);
});

test.each(['blocked', 'login_needed', 'rate_limited', 'gone', 'failed'] as const)(
  'what a pass that ended %s asked for is asked for again',
  async (outcome) => {
    await using ws = await halfBroken();
    await collect(ws);
    const raw = await openWorkspaceRaw(await ws.open(), ws.context());
    const taken = raw.entries().find((entry) => entry.source_id === 'good')!;
    await raw.replaceEntry({ ...taken, outcome });
    expect((await collect(ws)).results[1]).toMatchObject({ unchanged: false, outcome: 'ok' });
  },
);

test('collect ends with exit code 3 and status shows the failure', async () => {
  await using ws = await halfBroken();
  await expectCode(inProcess(ws.dir, ['collect']), 3);
  const { stdout } = await expectCode(inProcess(ws.dir, ['status', '--json']), 0);
  expect(JSON.parse(stdout)).toMatchObject({ sources: [{ id: 'bad', outcome: 'failed' }, { id: 'good' }] });
  expect((await inProcess(ws.dir, ['status'])).stdout).not.toContain('never run');
});

test('every end of a pass but ok, empty and capped asks for the operator', () => {
  expect(OUTCOMES.filter((one) => !fellShort(one))).toEqual(['ok', 'empty', 'capped']);
});

test('only an interruption, a full disk and a read-only one end the run of all sources', () => {
  const calm = new AbortController().signal;
  const system = (code: string) => Object.assign(new Error(code), { code });
  expect(endsTheRun(system('ENOSPC'), calm)).toBe(true);
  expect(endsTheRun(new KocError('sealing', { cause: system('EROFS') }), calm)).toBe(true);
  expect(endsTheRun(new KocError('stopped', { exitCode: EXIT.interrupted }), calm)).toBe(true);
  expect(endsTheRun(new Error('anything'), AbortSignal.abort())).toBe(true);
  for (const error of [system('EACCES'), new TypeError('bug'), new UsageError('bad rows')]) {
    expect(endsTheRun(error, calm)).toBe(false);
  }
});

test('the reason that is sealed never quotes a message', () => {
  for (const error of [
    new TypeError('secret/folder @somebody'),
    new UsageError('secret/folder'),
    new KocError('@somebody'),
  ]) {
    expect(failureReason(error)).not.toMatch(/secret|somebody/u);
  }
});
