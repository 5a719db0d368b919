/**
 * The folder of a model that the operator brings: model.onnx, vocab.txt and labels.json (docs/labels.md).
 * Invariant: its version is the hash of all three, so another model never passes for the same.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../warehouse/contracts/errors.ts';

const settings = z.strictObject({
  /** What each output of the model stands for, in order; several may stand for the same. */
  labels: z.array(z.enum(['negative', 'neutral', 'positive'])).min(2),
  /** Longest input of the model, marks included. */
  max_tokens: z.int().min(3).max(8192).default(128),
  /** Names of the model's inputs; those that the model does not have are not given. */
  inputs: z
    .strictObject({
      ids: z.string().default('input_ids'),
      mask: z.string().default('attention_mask'),
      types: z.string().default('token_type_ids'),
    })
    .prefault({}),
  /** Output with one number a text and label, before softmax. */
  output: z.string().default('logits'),
  /** Languages that the model reads; for others the feeling is null. */
  languages: z
    .array(z.enum(['zh-Hans', 'zh-Hant', 'en', 'mixed', 'other']))
    .min(1)
    .default(['zh-Hans', 'zh-Hant', 'en', 'mixed']),
});

/** labels.json with its defaults. */
export type OnnxSettings = z.output<typeof settings>;

/** A model folder, checked but not loaded. */
export interface OnnxModel {
  readonly modelPath: string;
  readonly vocabularyPath: string;
  readonly vocabulary: string;
  readonly settings: OnnxSettings;
  /** `onnx1.` and 12 hex digits. */
  readonly version: string;
}

/** @throws UsageError when a file is missing or labels.json is not of its form. */
export async function readOnnxModel(dir: string): Promise<OnnxModel> {
  const model = await readPart(dir, 'model.onnx');
  const vocabulary = await readPart(dir, 'vocab.txt');
  const labels = await readPart(dir, 'labels.json');
  const hash = createHash('sha256');
  for (const part of [model, vocabulary, labels]) hash.update(createHash('sha256').update(part).digest());
  return {
    modelPath: join(dir, 'model.onnx'),
    vocabularyPath: join(dir, 'vocab.txt'),
    vocabulary: vocabulary.toString('utf8'),
    settings: readSettings(labels.toString('utf8'), join(dir, 'labels.json')),
    version: `onnx1.${hash.digest('hex').slice(0, 12)}`,
  };
}

const HINT = 'docs/labels.md describes the folder of an onnx model.';

async function readPart(dir: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(dir, name));
  } catch (cause) {
    throw new UsageError(`sentiment.model: cannot read ${join(dir, name)}`, { cause, hint: HINT });
  }
}

function readSettings(text: string, path: string): OnnxSettings {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${path}: not valid JSON`, { cause, hint: HINT });
  }
  const read = settings.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  throw new UsageError(`${path}: ${issue.path.join('.') || 'the file'}: ${issue.message}`, { hint: HINT });
}
