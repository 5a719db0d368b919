import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readOnnxModel } from '../../transforms/onnx_model.ts';
import { onnxScorer } from '../../transforms/onnx_scorer.ts';
import { wordPiece } from '../../transforms/onnx_tokenizer.ts';
import { isOnnxInstalled } from './installed.ts';
import { writeTinyModel } from './tiny_model.ts';

const PIECES = [
  ['[PAD]', 50, 0, 0],
  ['[UNK]', 0, 0, 0],
  ['[CLS]', 0, 0, 0],
  ['[SEP]', 0, 0, 0],
  ['好', 0, 0, 9],
  ['差', 9, 0, 0],
  ['serum', 0, 9, 0],
  ['mois', 0, 0, 0],
  ['##tur', 0, 0, 0],
  ['##izing', 0, 0, 12],
] as const;
const LABELS = ['negative', 'neutral', 'positive'];

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-onnx-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function tiny(labels: object = { labels: LABELS }): Promise<string> {
  const dir = await folder();
  await writeTinyModel(dir, { pieces: PIECES, labels });
  return dir;
}

describe('the tokenizer', () => {
  const vocabulary = PIECES.map(([piece]) => `${piece}\r\n`).join('');
  const tokens = wordPiece(vocabulary, 8, 'vocab.txt');

  test('takes Chinese by character and other words by their longest known pieces', () => {
    expect(tokens('好差serum')).toEqual([2, 4, 5, 6, 3]);
    expect(tokens('moisturizing,moistless')).toEqual([2, 7, 8, 9, 1, 1, 3]);
  });

  test('reads as far as the model does and closes the text there', () => {
    expect(tokens('好'.repeat(100_000))).toEqual([2, 4, 4, 4, 4, 4, 4, 3]);
    expect(tokens('moisturizing'.repeat(100_000))).toEqual([2, 1, 3]);
    expect(tokens('')).toEqual([2, 3]);
  });

  test('refuses a vocabulary without the marks', () => {
    expect(() => wordPiece('[CLS]\n[UNK]\n好\n', 8, 'vocab.txt')).toThrow('vocab.txt: the piece [SEP] is missing');
  });
});

describe('the folder of a model', () => {
  test('is refused with what is missing or wrong in it', async () => {
    const empty = await folder();
    await expect(readOnnxModel(empty)).rejects.toThrow(/cannot read .*model\.onnx/u);
    const dir = await tiny({ labels: ['negative', 'good'] });
    await expect(readOnnxModel(dir)).rejects.toThrow(/labels\.json: labels\.1: /u);
    await writeFile(join(dir, 'labels.json'), '{');
    await expect(readOnnxModel(dir)).rejects.toThrow(/labels\.json: not valid JSON/u);
  });

  test('has a version that changes with each of its files', async () => {
    const dir = await tiny();
    const versions = [(await readOnnxModel(dir)).version];
    for (const name of ['labels.json', 'vocab.txt', 'model.onnx']) {
      await writeFile(join(dir, name), name === 'labels.json' ? '{"labels":["negative","positive"]}' : `${name} two`);
      versions.push((await readOnnxModel(dir)).version);
    }
    expect(new Set(versions).size).toBe(4);
    expect((await readOnnxModel(await tiny())).version).toBe(versions[0]);
  });
});

describe.skipIf(!isOnnxInstalled)('the onnx backend (needs onnxruntime-node)', () => {
  test('gives what the model says, in order, whatever shares the batch', async () => {
    await using scorer = await onnxScorer(await readOnnxModel(await tiny()));
    const texts = ['好好好', '差', 'serum serum', '好 moisturizing 好好好好好好好好好好好'];
    const together = await scorer.scoreAll(texts.map((folded) => ({ folded, lang: 'mixed' })));
    // Mean logits of [CLS] 好 好 好 [SEP]: (0, 0, 27/5).
    const expected = Math.exp(27 / 5) / (2 + Math.exp(27 / 5));
    expect(together[0]!.positiveP).toBeCloseTo(expected, 5);
    expect(together[0]!.negativeP).toBeCloseTo((1 - expected) / 2, 5);
    expect(together.map(({ polarity }) => Math.sign(polarity! > 0.01 ? 1 : polarity! < -0.01 ? -1 : 0))).toEqual([
      1, -1, 0, 1,
    ]);
    for (const [i, folded] of texts.entries()) {
      const [alone] = await scorer.scoreAll([{ folded, lang: 'mixed' }]);
      expect(alone!.positiveP).toBeCloseTo(together[i]!.positiveP!, 5);
    }
    expect(together.every(({ isCalibrated }) => !isCalibrated)).toBe(true);
  });

  test('reads more texts than one batch holds, and leaves languages alone that it does not read', async () => {
    await using scorer = await onnxScorer(await readOnnxModel(await tiny({ labels: LABELS, languages: ['zh-Hans'] })));
    const texts = Array.from({ length: 101 }, (_, i) => ({
      folded: i % 2 === 0 ? '好' : '差'.repeat(1 + (i % 7)),
      lang: 'zh-Hans' as const,
    }));
    const feelings = await scorer.scoreAll([...texts, { folded: 'serum', lang: 'en' }, { folded: '', lang: 'none' }]);
    expect(feelings.slice(0, 101).map(({ polarity }) => polarity! > 0)).toEqual(texts.map((_, i) => i % 2 === 0));
    expect(feelings[101]!.polarity).toBeNull();
    expect(feelings[102]).toMatchObject({ polarity: 0, positiveP: 0, negativeP: 0 });
  });

  test('sums outputs that stand for the same, such as stars', async () => {
    await using scorer = await onnxScorer(
      await readOnnxModel(await tiny({ labels: ['negative', 'positive', 'positive'] })),
    );
    const [{ positiveP, negativeP } = { positiveP: 0, negativeP: 0 }] = await scorer.scoreAll([
      { folded: '差', lang: 'en' },
    ]);
    expect(positiveP! + negativeP!).toBeCloseTo(1, 6);
    expect(negativeP).toBeCloseTo(Math.exp(3) / (Math.exp(3) + 2), 5);
  });

  test('says what does not fit between the model and labels.json', async () => {
    const wrong = async (labels: object) => onnxScorer(await readOnnxModel(await tiny(labels)));
    await expect(wrong({ labels: LABELS, output: 'scores' })).rejects.toThrow(/no output "scores", only logits/u);
    await expect(wrong({ labels: LABELS, inputs: { ids: 'tokens' } })).rejects.toThrow(/no input "tokens"/u);
    await using two = await wrong({ labels: ['negative', 'positive'] });
    await expect(two.scoreAll([{ folded: '好', lang: 'zh-Hans' }])).rejects.toThrow(/shape \[1, 3\].* 2 labels/u);
    const dir = await tiny();
    await writeFile(join(dir, 'model.onnx'), 'no model');
    await expect(onnxScorer(await readOnnxModel(dir))).rejects.toThrow(/not a model that onnxruntime can load/u);
  });
});
