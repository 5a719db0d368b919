/** Finds out by its first bytes what a file is: its format and, of texts, encoding and separator. The name of the file decides nothing. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { headOf, readBytes } from './formats/bytes.ts';
import { guessDelimiter } from './formats/csv.ts';
import { guessEncoding, SAMPLE_BYTES } from './formats/encoding.ts';
import type { Mapping } from './mapping.ts';

export type Format = 'parquet' | 'xlsx' | 'jsonl' | 'json' | 'csv';

export interface Detected {
  readonly format: Format;
  /** Null where the format is no text. */
  readonly text: DetectedText | null;
}

export interface DetectedText {
  readonly encoding: string;
  /** Some bytes of the sample are no characters of the encoding; they become U+FFFD. */
  readonly isDirty: boolean;
  /** The first megabytes, decoded; they may end anywhere but inside a character. */
  readonly start: string;
  /** The sample is the whole file. */
  readonly isWhole: boolean;
  readonly delimiter: string;
}

/** `says`: what a mapping knows better. Throws UsageError for what is no table or in an unknown encoding. */
export async function detect(path: string, says: Pick<Mapping, 'encoding' | 'delimiter'>): Promise<Detected> {
  const magic = (await headOf(path, 8)).toString('latin1');
  if (magic.startsWith('PAR1')) return { format: 'parquet', text: null };
  if (magic.startsWith('PK\x03\x04')) return { format: 'xlsx', text: null };
  if (magic.startsWith('\xd0\xcf\x11\xe0')) {
    throw new UsageError('this is a workbook of the old .xls kind', { hint: 'Save it as .xlsx or as CSV (UTF-8).' });
  }
  const { bytes, isWhole } = await sampleOf(path);
  const { encoding, isDirty } = says.encoding ? { encoding: says.encoding, isDirty: false } : guessEncoding(bytes);
  if (encoding === null) {
    throw new UsageError('cannot tell the text encoding: neither UTF-8, UTF-16 nor GB18030', {
      hint: 'Name it in the mapping, for example `encoding: big5`, or save the file as UTF-8.',
    });
  }
  const start = new TextDecoder(encoding).decode(bytes, { stream: true });
  const delimiter = says.delimiter ?? guessDelimiter(start.slice(0, 256 * 1024));
  return { format: textFormat(start), text: { encoding, isDirty, start, isWhole, delimiter } };
}

/** A first line that is broken must not turn a file of JSON lines into a delimited text, so several lines are asked. */
function textFormat(start: string): 'jsonl' | 'json' | 'csv' {
  const ink = start.trimStart();
  if (ink.startsWith('[')) return 'json';
  const lines = ink.split('\n', 50).filter((line) => line.trim() !== '');
  const objects = lines.filter((line) => line.replaceAll('\0', '').trimStart().startsWith('{')).length;
  return objects * 2 >= lines.length && objects > 0 ? 'jsonl' : 'csv';
}

async function sampleOf(path: string): Promise<{ readonly bytes: Buffer; readonly isWhole: boolean }> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of readBytes(path)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= SAMPLE_BYTES) return { bytes: Buffer.concat(pieces), isWhole: false };
  }
  return { bytes: Buffer.concat(pieces), isWhole: true };
}
