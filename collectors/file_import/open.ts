/** Gives the rows of a file as its mapping reads them, whatever its format. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { detect, type Format } from './detect.ts';
import { readBytes } from './formats/bytes.ts';
import { csvRows } from './formats/csv.ts';
import { jsonArray } from './formats/json_array.ts';
import { jsonDocument } from './formats/json_document.ts';
import { jsonLines } from './formats/jsonl.ts';
import { parquetRows } from './formats/parquet.ts';
import type { Rows } from './formats/rows.ts';
import { decode } from './formats/texts.ts';
import { xlsxRows } from './formats/xlsx.ts';
import type { Mapping } from './mapping.ts';
import { wantedColumns } from './personal.ts';

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
  const wanted = wantedColumns(mapping);
  const { format, text } = await detect(path, mapping);
  if (text === null) {
    const rows =
      format === 'parquet'
        ? parquetRows(path, wanted, (share) => onRead(Math.round(share * bytes)))
        : xlsxRows(path, mapping.sheet, wanted);
    return { format, encoding: null, isDirty: false, rows };
  }
  const { encoding, isDirty, start, delimiter } = text;
  const texts = decode(readBytes(path, onRead), encoding);
  if (mapping.rows !== undefined) {
    if (!start.trimStart().startsWith('{'))
      throw new UsageError(`rows: ${mapping.rows} wants a file of one JSON object`);
    return { format: 'json', encoding, isDirty, rows: jsonDocument(texts, mapping.rows) };
  }
  if (format === 'jsonl') return { format, encoding, isDirty, rows: jsonLines(texts) };
  if (format === 'json') return { format, encoding, isDirty, rows: jsonArray(texts) };
  return { format, encoding, isDirty, rows: csvRows(texts, delimiter, wanted) };
}
