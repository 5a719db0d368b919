import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectCode, inProcess } from './support.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-score-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const YAML = 'version: 1\nbrands:\n  - { id: aurora, names: [欧若拉] }\n';
const polarity = async () => {
  const { stdout } = await expectCode(inProcess(dir, ['score'], { stdin: '今天阿巴阿巴\n' }), 0);
  return (JSON.parse(stdout) as { polarity: number }).polarity;
};

test('a word that the workspace adds moves the score there, and koc check counts it', async () => {
  await writeFile(join(dir, 'koc.yaml'), YAML);
  const before = await polarity();
  await writeFile(join(dir, 'lexicon.tsv'), '阿巴阿巴\t-3\tslang\n');
  await writeFile(join(dir, 'koc.yaml'), `${YAML}sentiment: { lexicon: { file: lexicon.tsv } }\n`);
  expect(await polarity()).toBeLessThan(before - 0.2);
  const check = await expectCode(inProcess(dir, ['check', '--json']), 0);
  expect(JSON.parse(check.stdout)).toMatchObject({ words: 1 });
});

test('a bad line in the words of the workspace is refused with its place', async () => {
  await writeFile(join(dir, 'koc.yaml'), `${YAML}sentiment: { lexicon: { file: lexicon.tsv } }\n`);
  await writeFile(join(dir, 'lexicon.tsv'), '好\t1\tslang\n坏\tvery\tslang\n');
  for (const verb of ['score', 'check']) {
    const { stderr } = await expectCode(inProcess(dir, [verb], { stdin: 'x\n' }), 2);
    expect(stderr).toContain('lexicon.tsv:2');
  }
});
