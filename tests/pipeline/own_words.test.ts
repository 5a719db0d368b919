import { expect, test } from 'vitest';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { modelVersion } from '../../jobs/pipeline/model_version.ts';
import { readingOf } from '../../jobs/pipeline/reading.ts';
import { lakeRows } from '../support/lake_rows.ts';
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const POSTS = [
  { kind: 'post', id: 'p1', author: 'u1', text: '欧若拉精华阿巴阿巴', at: '2026-11-10 09:00' },
  { kind: 'post', id: 'p2', author: 'u2', text: '欧若拉精华阿巴阿巴，诺瓦一般', at: '2026-11-10 09:00' },
];
const WITH_LEXICON = `${THREE_BRANDS}\nsentiment: { lexicon: { file: lexicon.tsv } }\n`;

const feelings = async (ws: TestWorkspace) =>
  (await lakeRows(ws, (t) => `select positive_p, negative_p from ${t('text_features')} order by post_key`)).map(
    (row) => Number(row['positive_p']) - Number(row['negative_p']),
  );

test('words of feeling of a workspace reach the lake; what they say is part of every name', async () => {
  await using ws = await testWorkspace(THREE_BRANDS);
  await ws.importRows('weibo_posts', POSTS, POSTS_MAP);
  const before = await feelings(ws);
  const plain = await readingOf(await ws.open());

  await ws.write('koc.yaml', WITH_LEXICON);
  await ws.write('lexicon.tsv', '# our words\n阿巴阿巴\t3\tslang\r\n');
  const liked = await feelings(ws);
  for (const [i, feeling] of liked.entries()) expect(feeling).toBeGreaterThan(before[i]! + 0.2);
  const praised = await readingOf(await ws.open());
  expect(praised.model).not.toBe(plain.model);
  expect(modelVersion([], praised)).not.toBe(modelVersion([], plain));
  expect((await syncLake(await ws.open(), ws.context())).records.mappedSegments).toBe(0);

  await ws.write('lexicon.tsv', '阿巴阿巴\t-3\tslang\n');
  for (const [i, feeling] of (await feelings(ws)).entries()) expect(feeling).toBeLessThan(before[i]! - 0.2);
});

test('a file of words that is missing or malformed is named, with its line', async () => {
  await using ws = await testWorkspace(WITH_LEXICON);
  await expect(readingOf(await ws.open())).rejects.toThrow(/sentiment\.lexicon\.file: cannot read .*lexicon\.tsv/u);
  await ws.write('lexicon.tsv', '好\t1\tslang\n坏\tnine\tslang\n');
  await expect(readingOf(await ws.open())).rejects.toThrow(
    /^lexicon\.tsv:2: expected term, weight in \[-3, 3\] and sense/u,
  );
});
