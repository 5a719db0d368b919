/**
 * Writes the smallest useful ONNX model, byte by byte: the logits of a text are the mean of its tokens' rows in a table, so a test
 * can say by hand what must come out. Protocol buffers need only varints and length-prefixed fields.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Pieces of the vocabulary in order; each has one row of numbers, one a label. */
export interface TinyModel {
  readonly pieces: readonly (readonly [piece: string, ...logits: number[]])[];
  readonly labels: object;
}

/** model.onnx, vocab.txt and labels.json in the folder. */
export async function writeTinyModel(dir: string, { pieces, labels }: TinyModel): Promise<void> {
  await writeFile(join(dir, 'vocab.txt'), pieces.map(([piece]) => `${piece}\n`).join(''));
  await writeFile(join(dir, 'labels.json'), JSON.stringify(labels));
  await writeFile(join(dir, 'model.onnx'), modelBytes(pieces.map(([, ...logits]) => logits)));
}

const FLOAT = 1;
const INT64 = 7;

/** sum(table[ids] × mask) ÷ sum(mask), over the tokens. */
function modelBytes(table: readonly (readonly number[])[]): Uint8Array {
  const width = table[0]!.length;
  const cast = node('Cast', ['attention_mask'], ['weight'], [intAttribute('to', FLOAT)]);
  const graph = message([
    [1, node('Gather', ['table', 'input_ids'], ['rows'])],
    [1, cast],
    [1, node('Unsqueeze', ['weight', 'last'], ['column'])],
    [1, node('Mul', ['rows', 'column'], ['kept'])],
    [1, node('ReduceSum', ['kept', 'tokens'], ['sum'], [intAttribute('keepdims', 0)])],
    [1, node('ReduceSum', ['weight', 'tokens'], ['count'], [intAttribute('keepdims', 1)])],
    [1, node('Div', ['sum', 'count'], ['logits'])],
    [2, 'tiny'],
    [5, tensor('table', FLOAT, [table.length, width], new Float32Array(table.flat()))],
    [5, tensor('last', INT64, [1], new BigInt64Array([2n]))],
    [5, tensor('tokens', INT64, [1], new BigInt64Array([1n]))],
    [11, value('input_ids', INT64, ['batch', 'length'])],
    [11, value('attention_mask', INT64, ['batch', 'length'])],
    [12, value('logits', FLOAT, ['batch', width])],
  ]);
  return message([
    [1, 8],
    [7, graph],
    [8, message([[2, 13]])],
  ]);
}

type Field = readonly [number: number, value: number | string | Uint8Array];

function message(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(([number, given]) => {
      if (typeof given === 'number') return [varint(number * 8), varint(given)];
      const bytes = typeof given === 'string' ? Buffer.from(given) : given;
      return [varint(number * 8 + 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Uint8Array.of(...bytes, rest);
}

function node(type: string, inputs: readonly string[], outputs: readonly string[], attributes: Uint8Array[] = []) {
  return message([
    ...inputs.map((name): Field => [1, name]),
    ...outputs.map((name): Field => [2, name]),
    [4, type],
    ...attributes.map((attribute): Field => [5, attribute]),
  ]);
}

const intAttribute = (name: string, value: number) =>
  message([
    [1, name],
    [3, value],
    [20, 2],
  ]);

const tensor = (name: string, type: number, dims: readonly number[], cells: Float32Array | BigInt64Array) =>
  message([...dims.map((dim): Field => [1, dim]), [2, type], [8, name], [9, new Uint8Array(cells.buffer)]]);

function value(name: string, type: number, dims: readonly (string | number)[]) {
  const shape = message(dims.map((dim): Field => [1, message([typeof dim === 'number' ? [1, dim] : [2, dim]])]));
  const typed = message([
    [
      1,
      message([
        [1, type],
        [2, shape],
      ]),
    ],
  ]);
  return message([
    [1, name],
    [2, typed],
  ]);
}
