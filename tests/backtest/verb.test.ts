/** `koc backtest` keeps its public shape, says what it means, and refuses what it cannot answer. */
import { expect, test } from 'vitest';
import { METHOD_NAMES } from '../../jobs/pipeline/backtest_methods.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { THREE_BRANDS, testWorkspace } from '../support/workspace.ts';
import { CUT, marketOf, ROWS } from './market.ts';

const KEY = { KOC_PSEUDONYM_KEY: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' };

test('JSON holds cuts, pooled figures of every method, calibration and the share of counts seen in time', async () => {
  await using ws = await marketOf(ROWS);
  const args = ['backtest', '--cuts', `${CUT},2026-03-02`, '--horizon-weeks', '13', '--json', '-q'];
  const answer = JSON.parse((await expectCode(inProcess(ws.dir, args, { env: KEY }), 0)).stdout);
  expect(Object.keys(answer)).toEqual(['cuts', 'pooled', 'calibration', 'pit_share']);
  expect(answer.cuts.map((cut: { as_of: string }) => cut.as_of)).toEqual(['2026-03-02', CUT]);
  for (const cut of answer.cuts)
    expect(Object.keys(cut)).toEqual(['as_of', 'horizon_weeks', 'brands', 'pairs', 'ndcg10', 'p50']);
  expect(Object.keys(answer.pooled)).toEqual(['ndcg10', 'p50']);
  for (const figures of [answer.pooled.ndcg10, answer.pooled.p50, answer.cuts[0].p50])
    expect(Object.keys(figures)).toEqual(METHOD_NAMES);
  expect(answer.cuts[0]).toMatchObject({ horizon_weeks: 13, brands: 1 });
  expect(answer.pooled.ndcg10).toMatchObject({ followers: null, followers_gated: null });
  expect(answer.pooled.ndcg10.expected).toBeGreaterThan(0.5);
  expect(answer.pooled.ndcg10.expected).toBeGreaterThan(answer.pooled.ndcg10.random);
  expect(answer.pit_share).toBe(0);
  expect(answer.calibration.ratio).toBeGreaterThan(0);

  const text = (
    await expectCode(inProcess(ws.dir, ['backtest', '--cuts', CUT, '--horizon-weeks', '13', '-q'], { env: KEY }), 0)
  ).stdout;
  expect(text).toMatch(/^koc_core +[01]\.\d{3} /mu);
  expect(text).toContain('0 % of the counts were seen at a known moment.');
});

test('a workspace without enough history says so instead of printing noise', async () => {
  await using empty = await testWorkspace(THREE_BRANDS);
  const nothing = await expectCode(inProcess(empty.dir, ['backtest'], { env: KEY }), 2);
  expect(nothing.stderr).toContain('nothing to back-test');
  await using young = await marketOf(ROWS.slice(-40));
  const short = await expectCode(inProcess(young.dir, ['backtest'], { env: KEY }), 2);
  expect(short.stderr).toMatch(/not enough history to test over 26 weeks/u);
});

test('wrong dates and horizons are named', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  const said = async (...args: string[]) =>
    (await expectCode(inProcess(ws.dir, ['backtest', ...args], { env: KEY }), 2)).stderr;
  expect(await said('--cuts', '2026-02-30')).toContain('got "2026-02-30"');
  expect(await said('--cuts', '2026-01-05,,')).toContain('got ""');
  expect(await said('--horizon-weeks', 'ten')).toContain('got "ten"');
  expect(await said('--horizon-weeks', '0')).toContain('from 1 to 260');
});
