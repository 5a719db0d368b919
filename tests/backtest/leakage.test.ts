/** What was not known at a cut cannot lift a score: neither later records nor later decisions. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildTables } from '../../jobs/pipeline/build.ts';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { MODELS_DIR } from '../../jobs/pipeline/model_version.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { parseAsOf } from '../../warehouse/contracts/time.ts';
import { openDuck } from '../../warehouse/engines/duckdb.ts';
import { appendRecords, DECISIONS_SOURCE } from '../../warehouse/raw/append.ts';
import { loadModels, upstream } from '../../warehouse/runner/load.ts';
import type { TestWorkspace } from '../support/workspace.ts';
import { CUT, marketOf, ROWS, type Row } from './market.ts';

const models = await loadModels(MODELS_DIR);

async function scores(test: TestWorkspace): Promise<{ readonly bytes: Buffer; readonly pairs: number }> {
  const ws = await test.open();
  const ctx = test.context();
  const cut = parseAsOf(CUT, ws.offset);
  const params = { outcomeFromDay: cut.day, horizonWeeks: 26 };
  const outputs = ['int_backtest_scores'];
  const { dir } = await buildTables(ws, ctx, await syncLake(ws, ctx), models, cut, { params, outputs });
  const file = join(dir, 'int_backtest_scores.parquet');
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '256MB' });
  const [row] = await duck.rows(`select count(*) as pairs from read_parquet('${file}') where koc > 0`);
  return { bytes: await readFile(file), pairs: Number(row!['pairs']) };
}

async function decide(test: TestWorkspace, decision: Pick<CanonicalDecision, 'type' | 'value'>, author: string) {
  const ws = await test.open();
  const raw = await openWorkspaceRaw(ws, test.context());
  const subjectKey = ws.pseudonymise(`weibo:${author}`);
  const at = Date.UTC(2026, 4, 1);
  await appendRecords(raw, {
    run: test.context().run,
    sourceId: DECISIONS_SOURCE,
    kind: 'decision',
    records: [
      { ...decision, id: `${decision.type}-${author}`, subjectKey, brandId: null, reason: null, by: 'desk', at },
    ],
  });
}

test('deleting every record at or after the cut changes no score at the cut', async () => {
  const cut = parseAsOf(CUT, () => 8 * 3_600_000).utcMs;
  const seenLater = (row: Row): Row => ({ ...row, id: `${row.id}-again`, seen: '2026-09-01T00:00:00Z', likes: 9000 });
  await using whole = await marketOf([...ROWS, ...ROWS.slice(0, 40).map(seenLater)]);
  await using cutOff = await marketOf(ROWS.filter((row) => Date.parse(row.at) < cut));
  const [known, before] = [await scores(whole), await scores(cutOff)];
  expect(ROWS.some((row) => Date.parse(row.at) >= cut)).toBe(true);
  expect(before.pairs).toBeGreaterThan(40);
  expect(known.bytes.equals(before.bytes)).toBe(true);
});

test('a class given by hand is hindsight and changes no score; who wants to be left out is left out', async () => {
  await using ws = await marketOf(ROWS);
  const plain = await scores(ws);
  await decide(ws, { type: 'class_override', value: 'kol' }, 'regular0');
  const judged = await scores(ws);
  expect(judged.bytes.equals(plain.bytes)).toBe(true);
  await decide(ws, { type: 'opt_out', value: null }, 'regular0');
  expect((await scores(ws)).pairs).toBe(plain.pairs - 1);
});

test('scores read nothing that knows what came after the cut', () => {
  const read = new Set(upstream(models, ['int_backtest_scores']).flatMap(({ dependsOn }) => dependsOn));
  expect([...read].filter((table) => ['int_backtest_outcomes', 'lake_publications'].includes(table))).toEqual([]);
});
