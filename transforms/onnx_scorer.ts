/**
 * Feelings by a neural model that the operator brings, many texts at a time. onnxruntime-node is loaded only here and only then.
 * Invariant: the same texts in the same order give the same scores; what a batch is padded with is masked.
 */
import { IntegrityError, KocError } from '../warehouse/contracts/errors.ts';
import type { Lang, Sentiment } from '../warehouse/contracts/transform.ts';
import { polarityOf } from './calibration.ts';
import type { OnnxModel, OnnxSettings } from './onnx_model.ts';
import { wordPiece } from './onnx_tokenizer.ts';

/** Release that the tests run with; the operator installs it. */
export const ONNX_PACKAGE = 'onnxruntime-node@1.30.0';

/** A scorer that takes texts together; the counterpart of SentimentScorer for models that are slow one by one. */
export interface BatchScorer extends AsyncDisposable {
  readonly version: string;
  /** One feeling a text, in order; nulls where the model does not read the language. */
  scoreAll(texts: readonly { readonly folded: string; readonly lang: Lang }[]): Promise<Sentiment[]>;
}

/** Texts of one call; more only cost memory. */
const BATCH = 32;

const NOT_READ: Sentiment = { polarity: null, positiveP: null, negativeP: null, confidence: null, isCalibrated: false };
const NEUTRAL: Sentiment = { polarity: 0, positiveP: 0, negativeP: 0, confidence: 0, isCalibrated: false };

/**
 * One thread a scorer, since each worker has its own.
 * @throws KocError when onnxruntime-node is not installed; IntegrityError when the model is not what labels.json says.
 */
export async function onnxScorer(model: OnnxModel): Promise<BatchScorer> {
  const { InferenceSession, Tensor } = await runtime();
  const { settings } = model;
  const tokenize = wordPiece(model.vocabulary, settings.max_tokens, model.vocabularyPath);
  const session = await InferenceSession.create(model.modelPath, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  }).catch((cause: unknown) => {
    throw new IntegrityError(`${model.modelPath}: not a model that onnxruntime can load`, { cause });
  });
  requireName('input', settings.inputs.ids, session.inputNames, model);
  requireName('output', settings.output, session.outputNames, model);

  const run = async (rows: readonly (readonly number[])[]): Promise<Sentiment[]> => {
    const width = Math.max(...rows.map((row) => row.length));
    const cell = (value: (row: readonly number[], at: number) => number) => {
      const cells = new BigInt64Array(rows.length * width);
      rows.forEach((row, i) => {
        for (let at = 0; at < row.length; at++) cells[i * width + at] = BigInt(value(row, at));
      });
      return new Tensor('int64', cells, [rows.length, width]);
    };
    const given = {
      [settings.inputs.ids]: cell((row, at) => row[at]!),
      [settings.inputs.mask]: cell(() => 1),
      [settings.inputs.types]: cell(() => 0),
    };
    const feeds = Object.fromEntries(session.inputNames.flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
    const output = (await session.run(feeds))[settings.output];
    const outputs = settings.labels.length;
    if (!(output?.data instanceof Float32Array) || output.data.length !== rows.length * outputs) {
      throw new IntegrityError(
        `${model.modelPath}: output ${settings.output} has the shape [${output?.dims.join(', ')}], labels.json names ${outputs} labels`,
        { hint: 'The output must be float32, one number a text and label.' },
      );
    }
    const { data } = output;
    return rows.map((_, i) => feelingOf(data.subarray(i * outputs, (i + 1) * outputs), settings.labels));
  };

  return {
    version: model.version,
    async scoreAll(texts) {
      const readable = new Set<Lang>(settings.languages);
      const feelings: Sentiment[] = texts.map(({ lang }) => (lang === 'none' ? NEUTRAL : NOT_READ));
      const pending = texts.flatMap(({ folded, lang }, at) =>
        readable.has(lang) ? [{ at, tokens: tokenize(folded) }] : [],
      );
      pending.sort((a, b) => a.tokens.length - b.tokens.length || a.at - b.at);
      for (let from = 0; from < pending.length; from += BATCH) {
        const batch = pending.slice(from, from + BATCH);
        const scored = await run(batch.map(({ tokens }) => tokens));
        batch.forEach(({ at }, i) => {
          feelings[at] = scored[i]!;
        });
      }
      return feelings;
    },
    [Symbol.asyncDispose]: () => session.release(),
  };
}

async function runtime() {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new KocError('sentiment.backend is onnx, but onnxruntime-node is not installed', {
      cause,
      hint: `In the folder of koc: npm install --no-save --ignore-scripts ${ONNX_PACKAGE}`,
    });
  }
}

function requireName(what: string, name: string, names: readonly string[], model: OnnxModel): void {
  if (names.includes(name)) return;
  throw new IntegrityError(`${model.modelPath}: no ${what} ${JSON.stringify(name)}, only ${names.join(', ')}`, {
    hint: `Name the model's ${what} in labels.json.`,
  });
}

/** Softmax over the outputs, summed by what they stand for. */
function feelingOf(outputs: Float32Array, labels: OnnxSettings['labels']): Sentiment {
  const largest = Math.max(...outputs);
  const weights = [...outputs].map((value) => Math.exp(value - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const share = (label: string) =>
    weights.reduce((total, weight, i) => (labels[i] === label ? total + weight / sum : total), 0);
  const [positiveP, negativeP] = [share('positive'), share('negative')];
  return {
    polarity: polarityOf({ positiveP, negativeP }),
    positiveP,
    negativeP,
    confidence: Math.max(positiveP, negativeP, 1 - positiveP - negativeP),
    isCalibrated: false,
  };
}
