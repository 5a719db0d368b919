/** Finds out by its content what a file is and gives its rows; the name of the file decides nothing. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { headOf, readBytes } from './formats/bytes.ts';
import { csvRows, guessDelimiter } from './formats/csv.ts';
import { guessEncoding, SAMPLE_BYTES } from './formats/encoding.ts';
import { jsonArray } from './formats/json_array.ts';
import { jsonLines } from './formats/jsonl.ts';
import { parquetRows } from './formats/parquet.ts';
import type { Rows } from './formats/rows.ts';
import { decode } from './formats/texts.ts';
import { xlsxRows } from './formats/xlsx.ts';
import type { Mapping } from './mapping.ts';
import { usedColumns } from './personal.ts';

export type Format = 'parquet' | 'xlsx' | 'jsonl' | 'json' | 'csv';

export interface OpenedFile {
  readonly format: Format;
  /** Text formats only. */
  readonly encoding: string | null;
  /** Some bytes of the sample are no characters of the encoding; they become U+FFFD. */
  readonly isDirty: boolean;
  readonly rows: Rows;
}

/** `onRead` hears bytes of the file read so far. Throws UsageError for what is no table or in an unknown encoding. */
export async function openFile(
  path: string,
  bytes: number,
  mapping: Mapping,
  onRead: (bytes: number) => void,
): Promise<OpenedFile> {
  const wanted = usedColumns(mapping);
  const magic = (await headOf(path, 8)).toString('latin1');
  if (magic.startsWith('PAR1')) {
    const rows = parquetRows(path, wanted, (share) => onRead(Math.round(share * bytes)));
    return { format: 'parquet', encoding: null, isDirty: false, rows };
  }
  if (magic.startsWith('PK\x03\x04')) {
    return { format: 'xlsx', encoding: null, isDirty: false, rows: xlsxRows(path, mapping.sheet, wanted) };
  }
  if (magic.startsWith('\xd0\xcf\x11\xe0')) {
    throw new UsageError('this is a workbook of the old .xls kind', { hint: 'Save it as .xlsx or as CSV (UTF-8).' });
  }
  const sample = await sampleOf(path);
  const guess = mapping.encoding ? { encoding: mapping.encoding, isDirty: false } : guessEncoding(sample);
  const { encoding, isDirty } = guess;
  if (encoding === null) {
    throw new UsageError('cannot tell the text encoding: neither UTF-8, UTF-16 nor GB18030', {
      hint: 'Name it in the mapping, for example `encoding: big5`, or save the file as UTF-8.',
    });
  }
  const texts = decode(readBytes(path, onRead), encoding);
  const start = new TextDecoder(encoding).decode(sample, { stream: true });
  const format = textFormat(start);
  if (format === 'jsonl') return { format, encoding, isDirty, rows: jsonLines(texts) };
  if (format === 'json') return { format, encoding, isDirty, rows: jsonArray(texts) };
  const delimiter = mapping.delimiter ?? guessDelimiter(start.slice(0, 256 * 1024));
  return { format, encoding, isDirty, rows: csvRows(texts, delimiter, wanted) };
}

/** A first line that is broken must not turn a file of JSON lines into a delimited text, so several lines are asked. */
function textFormat(start: string): 'jsonl' | 'json' | 'csv' {
  const ink = start.trimStart();
  if (ink.startsWith('[')) return 'json';
  const lines = ink.split('\n', 50).filter((line) => line.trim() !== '');
  const objects = lines.filter((line) => line.replaceAll('\0', '').trimStart().startsWith('{')).length;
  return objects * 2 >= lines.length && objects > 0 ? 'jsonl' : 'csv';
}

async function sampleOf(path: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of readBytes(path)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(pieces);
}
