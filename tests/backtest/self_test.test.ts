/** Every week tests the order of half a year ago, keeps the figures and tells when they are bad. */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { MODELS_DIR } from '../../jobs/pipeline/model_version.ts';
import { publishedFigures, publishedWeeks, recordPublication } from '../../jobs/pipeline/publications.ts';
import { publishWeek } from '../../jobs/pipeline/publish.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { brandsBehind, testWeek } from '../../jobs/pipeline/self_test.ts';
import { type BrandSelfTest, isBehind } from '../../jobs/report/self_test.ts';
import type { CanonicalPublication } from '../../warehouse/contracts/rows.ts';
import { asOfDay, parseAsOf } from '../../warehouse/contracts/time.ts';
import { loadModels } from '../../warehouse/runner/load.ts';
import { THREE_BRANDS, testWorkspace } from '../support/workspace.ts';
import { AS_OF, marketOf, ROWS } from './market.ts';

test('a week with enough history records its figures, prints them, and comes out the same again', async () => {
  await using market = await marketOf(ROWS);
  const ws = await market.open();
  const asOf = parseAsOf(AS_OF, ws.offset);
  const publish = async () => {
    const { exportDir } = await publishWeek(ws, market.context(), asOf);
    return readFileSync(join(exportDir, 'index.html'), 'utf8');
  };
  const page = await publish();
  expect(page).toContain('2026-05-18');
  expect(page).toMatch(/欧若拉：KOC 分的 NDCG@10 为 [01]\.\d\d/u);
  expect(page).toMatch(/欧若拉: NDCG@10 of the KOC score [01]\.\d\d/u);

  const raw = await openWorkspaceRaw(ws, market.context());
  const [figures] = await publishedFigures(raw, publishedWeeks(raw, asOfDay(asOf.day + 7, ws.offset), ws.offset));
  const recorded = figures!.get('aurora')!;
  expect(recorded['ndcg10_koc']).toBeGreaterThan(0.5);
  for (const name of ['ndcg10_recent_gated', 'p50_mentions', 'calibration']) expect(recorded[name]).not.toBeNull();
  expect(recorded).toMatchObject({ ndcg10_followers: null, pairs: 52 });
  expect([...figures!.keys()]).toEqual(['aurora']);

  const builds = await readdir(join(ws.dir, 'builds'));
  const segments = raw.segments().length;
  expect((await publish()) === page).toBe(true);
  expect(await readdir(join(ws.dir, 'builds'))).toEqual(builds);
  expect((await openWorkspaceRaw(ws, market.context())).segments()).toHaveLength(segments);
});

test('a week without half a year behind it, and some weeks before that, is not tested', async () => {
  await using market = await marketOf(ROWS.filter((row) => row.at > '2026-04'));
  const ws = await market.open();
  const ctx = market.context();
  const [raw, lake] = [await openWorkspaceRaw(ws, ctx), await syncLake(ws, ctx)];
  const tested = await testWeek(ws, ctx, raw, lake, await loadModels(MODELS_DIR), parseAsOf(AS_OF, ws.offset));
  expect(tested).toEqual({ selfTest: null, builds: [] });
});

const LOST = { ndcg10_koc: 0.3, ndcg10_mentions: 0.2, ndcg10_recent: 0.3 };
const WON = { ndcg10_koc: 0.4, ndcg10_mentions: 0.2, ndcg10_recent: 0.3 };

test('a score is behind unless it beats both; what could not be measured is not behind', () => {
  expect([LOST, WON].map(isBehind)).toEqual([true, false]);
  expect(isBehind({ ndcg10_koc: 0.3, ndcg10_mentions: 0.4, ndcg10_recent: 0.2 })).toBe(true);
  expect(isBehind({ ndcg10_koc: null, ndcg10_mentions: null, ndcg10_recent: null })).toBe(false);
  expect(isBehind({})).toBe(false);
});

/** This week's figures of one brand. */
function tested(koc: number): BrandSelfTest {
  return { pairs: 100, ndcg10: { koc, mentions: 0.2, recent: 0.3 }, p50: {}, calibration: 1 };
}

/** What three weeks before `AS_OF` printed, oldest first; null = the week was not published. */
async function behindAfter(weeks: readonly (CanonicalPublication['backtest'] | null)[], koc: number) {
  await using market = await testWorkspace(THREE_BRANDS);
  const ws = await market.open();
  const asOf = parseAsOf(AS_OF, ws.offset);
  for (const [i, backtest] of weeks.entries()) {
    if (backtest === null) continue;
    const week = asOfDay(asOf.day - 7 * (weeks.length - i), ws.offset);
    const line = {
      list: 'koc_shortlist',
      brandId: 'aurora',
      authorKey: 'a',
      rank: 1,
      index: 50,
      score: 1,
      references: {},
    };
    const raw = await openWorkspaceRaw(ws, market.context());
    await recordPublication(raw, market.context(), week, [
      { ...line, asOf: week.date, backtest, modelVersion: 'm', publishedAt: 5 },
    ]);
  }
  const raw = await openWorkspaceRaw(ws, market.context());
  return [...(await brandsBehind(raw, ws.offset, asOf, new Map([['aurora', tested(koc)]])))];
}

test('a brand is behind after four losing weeks running, and not after three, a win, a gap or a week without figures', async () => {
  expect(await behindAfter([LOST, LOST, LOST], 0.3)).toEqual(['aurora']);
  expect(await behindAfter([WON, LOST, LOST, LOST], 0.25)).toEqual(['aurora']);
  expect(await behindAfter([LOST, LOST], 0.3)).toEqual([]);
  expect(await behindAfter([LOST, LOST, LOST], 0.31)).toEqual([]);
  expect(await behindAfter([LOST, WON, LOST], 0.3)).toEqual([]);
  expect(await behindAfter([LOST, LOST, null, LOST], 0.3)).toEqual([]);
  expect(await behindAfter([LOST, {}, LOST], 0.3)).toEqual([]);
});
