import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { calibrate } from '../../jobs/pipeline/calibrate.ts';
import { takeLabels, writeSample } from '../../jobs/pipeline/label.ts';
import { openFrame } from '../../jobs/pipeline/label_frame.ts';
import { syncLake } from '../../jobs/pipeline/lake.ts';
import { inProcess } from '../cli/support.ts';
import type { TestWorkspace } from '../support/workspace.ts';
import { labelMarket, saidOf } from './market.ts';

/** Labels every post as its text says, but calls praise of odd days neutral: this market is cooler than the model. */
async function labelAll(ws: TestWorkspace, size = 1000): Promise<void> {
  const path = join(ws.dir, 'all.csv');
  await writeSample(await ws.open(), ws.context(), { size, seed: 1, sourceId: null, path });
  const lines = (await readFile(path, 'utf8')).trim().split('\r\n').slice(1);
  const labels = lines.map((line) => {
    const day = Number(/第(\d+)天/u.exec(line)![1]);
    const said = saidOf(day);
    return `${line.split(',')[0]},${said === 'positive' && day % 3 === 0 ? 'neutral' : said}`;
  });
  await takeLabels(await ws.open(), ws.context(), {
    path: await ws.write('l.csv', ['row_key,label', ...labels].join('\n')),
    by: null,
  });
}

const run = async (ws: TestWorkspace, dryRun = false) => calibrate(await ws.open(), ws.context(), { dryRun });

async function feelings(ws: TestWorkspace): Promise<Record<string, unknown>[]> {
  const lake = await syncLake(await ws.open(), ws.context());
  await using duck = await openFrame(lake, 1);
  const files = lake.tables.text_features.map(({ path }) => `'${path}'`).join(', ');
  return await duck.rows(
    `select post.source_id, bool_and(text.is_calibrated) as is_calibrated, round(avg(text.positive_p), 4) as positive_p
     from read_parquet([${files}]) as text join newest_posts as post using (post_key, version_key) group by all order by all`,
  );
}

const CONFIG = 'sentiment: { calibration: { file: calibration.json } }\n';

test('a source with 50 labels is calibrated, one with fewer is not and is told how many it lacks', async () => {
  await using ws = await labelMarket({ notes: 120, reviews: 30 });
  await labelAll(ws);
  const result = await run(ws);
  expect(result.sources.map(({ source, missing }) => [source, missing])).toEqual([
    ['notes', 0],
    ['reviews', 20],
  ]);
  const [notes, reviews] = result.sources;
  expect(notes!.after.brier).toBeLessThan(notes!.before.brier);
  expect(reviews!.after).toEqual(reviews!.before);
  expect(result.platforms.map(({ platform, before }) => [platform, before.labels])).toEqual([
    ['taobao', 30],
    ['weibo', 120],
  ]);
  const before = await feelings(ws);
  expect(before.map((row) => row['is_calibrated'])).toEqual([false, false]);
  await ws.write('koc.yaml', `${await readFile(join(ws.dir, 'koc.yaml'), 'utf8')}${CONFIG}`);
  const after = await feelings(ws);
  expect(after.map((row) => row['is_calibrated'])).toEqual([true, false]);
  expect(after[1]).toEqual(before[1]);
  // The labels say that less is praise than the model believes.
  expect(Number(after[0]!['positive_p'])).toBeLessThan(Number(before[0]!['positive_p']));
});

test('a calibration is a function of labels and model: made again under itself, or from the same labels, it is the same', async () => {
  await using ws = await labelMarket({ notes: 80 });
  await labelAll(ws);
  const path = join(ws.dir, 'calibration.json');
  await run(ws);
  const first = await readFile(path, 'utf8');
  await ws.write('koc.yaml', `${await readFile(join(ws.dir, 'koc.yaml'), 'utf8')}${CONFIG}`);
  await run(ws);
  expect(await readFile(path, 'utf8')).toBe(first);
});

test('a calibration for another model is refused with what to do, and calibrating again settles it', async () => {
  await using ws = await labelMarket({ notes: 60 }, CONFIG);
  await expect(feelings(ws)).rejects.toMatchObject({
    message: expect.stringMatching(/calibration\.json: no such file/u),
    hint: expect.stringContaining('koc calibrate'),
    exitCode: 2,
  });
  await ws.write('koc.yaml', (await readFile(join(ws.dir, 'koc.yaml'), 'utf8')).replace(CONFIG, ''));
  await labelAll(ws);
  await run(ws);
  await ws.write('koc.yaml', `${await readFile(join(ws.dir, 'koc.yaml'), 'utf8')}${CONFIG}`);
  const path = join(ws.dir, 'calibration.json');
  const good = JSON.parse(await readFile(path, 'utf8'));
  await ws.write('calibration.json', JSON.stringify({ ...good, model: 'linear0' }));
  await expect(feelings(ws)).rejects.toMatchObject({
    message: expect.stringMatching(/was made for another model \(linear0; this is linear2/u),
    hint: expect.stringContaining('koc calibrate'),
  });
  await run(ws);
  expect((await feelings(ws))[0]).toMatchObject({ is_calibrated: true });
  await ws.write(
    'calibration.json',
    JSON.stringify({ ...good, sources: { notes: { ...good.sources.notes, opinion: { slope: -1, offset: 0 } } } }),
  );
  await expect(feelings(ws)).rejects.toThrow(/calibration\.json: sources\.notes\.opinion\.slope/u);
});

const ENV = { KOC_PSEUDONYM_KEY: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' };

test('the command prints shares with intervals, writes the file, names it in koc.yaml and leaves the rest of koc.yaml as it was', async () => {
  await using ws = await labelMarket({ notes: 60 });
  const koc = (...args: string[]) => inProcess(ws.dir, args, { env: ENV });
  expect(await koc('calibrate')).toMatchObject({ code: 2, stderr: expect.stringContaining('no labels') });
  const asked = await koc('label', '--out', 'l.csv', '--size', '60', '--json');
  expect(JSON.parse(asked.stdout)).toMatchObject({ rows: 60, sources: { notes: 60 } });
  await labelAll(ws);
  const text = await readFile(join(ws.dir, 'koc.yaml'), 'utf8');
  const dry = await koc('calibrate', '--dry-run', '--json');
  expect(JSON.parse(dry.stdout)).toMatchObject({ file: null, sources: [{ source: 'notes', before: { labels: 60 } }] });
  expect(await readFile(join(ws.dir, 'koc.yaml'), 'utf8')).toBe(text);
  const told = await koc('calibrate');
  expect(told.code, told.stderr).toBe(0);
  expect(told.stdout).toMatch(/platform weibo +60 +\d+\.\d % \(\d+\.\d–\d+\.\d\) +\d+\.\d % \(/u);
  const extended = await readFile(join(ws.dir, 'koc.yaml'), 'utf8');
  expect(extended.startsWith(text.trimEnd())).toBe(true);
  expect((await ws.open()).config.sentiment.calibrationFile).toBe(join(ws.dir, 'calibration.json'));
  expect((await koc('calibrate')).code).toBe(0);
  expect(await readFile(join(ws.dir, 'koc.yaml'), 'utf8')).toBe(extended);
});

test('where koc.yaml says something of sentiment already, a person is told what to write', async () => {
  await using ws = await labelMarket({ notes: 60 }, 'sentiment: { backend: linear }\n');
  await labelAll(ws);
  const text = await readFile(join(ws.dir, 'koc.yaml'), 'utf8');
  const told = await inProcess(ws.dir, ['calibrate'], { env: ENV });
  expect(told.stderr).toContain('calibration: { file: "calibration.json" }');
  expect(await readFile(join(ws.dir, 'koc.yaml'), 'utf8')).toBe(text);
});
