import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';
import { isOnnxInstalled } from './installed.ts';
import { writeTinyModel } from './tiny_model.ts';

const ONNX = `${THREE_BRANDS}sentiment: { backend: onnx, model: ./own }\n`;
/** The opposite of what the words say, so that it cannot be the linear model that answers. */
const PIECES = [
  ['[UNK]', 0, 0],
  ['[CLS]', 0, 0],
  ['[SEP]', 0, 0],
  ['好', 30, 0],
  ['差', 0, 30],
] as const;
const POSTS = Array.from({ length: 70 }, (_, i) => ({
  kind: 'post',
  id: `p${i}`,
  author: `u${i}`,
  text: i % 2 === 0 ? '欧若拉很好很好' : '欧若拉太差太差',
  at: '2026-11-10 09:00',
}));

async function feelings(ws: TestWorkspace): Promise<Record<string, unknown>[]> {
  const { tables } = await syncLake(await ws.open(), ws.context());
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '200MB' });
  const files = tables.text_features.map(({ path }) => literal(path)).join(', ');
  return await duck.rows(
    `select polarity > 0 as is_positive, is_calibrated, cast(count(*) as integer) as n from read_parquet([${files}]) group by all order by all`,
  );
}

async function withModel(labels: string[]): Promise<TestWorkspace> {
  const ws = await testWorkspace(ONNX);
  await mkdir(join(ws.dir, 'own'));
  await writeTinyModel(join(ws.dir, 'own'), { pieces: PIECES, labels: { labels } });
  await ws.importRows('notes', POSTS, POSTS_MAP);
  return ws;
}

describe.skipIf(!isOnnxInstalled)('sentiment.backend: onnx (needs onnxruntime-node)', () => {
  test('reads the lake by the model in the folder, and again when the folder changes', async () => {
    await using ws = await withModel(['negative', 'positive']);
    const [half, other] = [await feelings(ws), await syncLake(await ws.open(), ws.context())];
    expect(half).toEqual([
      { is_positive: false, is_calibrated: false, n: 35 },
      { is_positive: true, is_calibrated: false, n: 35 },
    ]);
    expect(other.records.mapped).toBe(0);
    expect(other.reading.model).toMatch(/^onnx1\./u);
    await writeTinyModel(join(ws.dir, 'own'), { pieces: PIECES, labels: { labels: ['positive', 'positive'] } });
    expect(await feelings(ws)).toEqual([{ is_positive: true, is_calibrated: false, n: 70 }]);
  });
});

test.skipIf(!isOnnxInstalled)(
  'a model that fails stops the run with what it said (needs onnxruntime-node)',
  async () => {
    await using ws = await withModel(['negative', 'neutral', 'positive']);
    await expect(feelings(ws)).rejects.toThrow(/output logits has the shape .* 3 labels/u);
  },
);

test('a model folder that is not there stops the run before anything is mapped, and says what is missing', async () => {
  await using ws = await testWorkspace(ONNX);
  await ws.importRows('notes', POSTS, POSTS_MAP);
  await expect(feelings(ws)).rejects.toThrow(/sentiment\.model: cannot read .*own.*model\.onnx/u);
});
