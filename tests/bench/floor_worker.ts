/** The least anybody must do with a JSONL file: read half of it, JSON.parse each line, write its fields as Parquet. */
import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { DuckDBInstance } from '@duckdb/node-api';
import type { LakeTable } from '../../warehouse/contracts/columns.ts';
import { TableWriter } from '../../warehouse/lake/table_writer.ts';

const { file, from, to, out, fields } = workerData as {
  file: string;
  /** Bytes; the worker takes every line that begins in [from, to). */
  from: number;
  to: number;
  out: string;
  fields: readonly { name: string; type: 'text' | 'double' }[];
};

const table: LakeTable = {
  name: 'floor',
  step: 'normalise',
  about: 'Fields of the file as they are.',
  columns: fields.map(({ name, type }) => ({ name, type, says: 'As in the file.' })),
};
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const writer = new TableWriter(await instance.connect(), table);
let rows = 0;
let carried = '';
let at = from;
let isFirst = from > 0;
const stream = createReadStream(file, { start: from === 0 ? 0 : from - 1, highWaterMark: 1 << 20 });
stream.setEncoding('utf8');
if (from > 0) at = from - 1;
reading: for await (const chunk of stream) {
  const lines = (carried + (chunk as string)).split('\n');
  carried = lines.pop()!;
  for (const line of lines) {
    const begins = at;
    at += Buffer.byteLength(line) + 1;
    if (isFirst) {
      isFirst = false; // the tail of a line that belongs to the half before
      continue;
    }
    if (begins >= to) break reading;
    if (line === '') continue;
    const row = JSON.parse(line) as Record<string, string | number | null>;
    for (let i = 0; i < fields.length; i++) writer.set(i, row[fields[i]!.name] ?? null);
    rows++;
    writer.endRow();
  }
}
stream.destroy();
await writer.writePart(out);
parentPort!.postMessage(rows);
