/** Delimited text with a header line: every row becomes an object of the header's names, all values texts. */
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { CsvRecords } from './csv_records.ts';
import { type Header, headerOf, type Wanted } from './header.ts';
import { BatchBuilder, type ReadEnd, type Rows } from './rows.ts';
import type { TextEnd, Texts } from './texts.ts';

const DELIMITERS = [',', '\t', ';', '|'];

/** Reads rows. `wanted`: columns of the mapping, without which the file is not the one it was written for (UsageError). */
export async function* csvRows(texts: Texts, delimiter: string, wanted: Wanted): Rows {
  const batch = new BatchBuilder();
  const records = new CsvRecords(delimiter);
  let header: Header | null = null;
  let end: IteratorResult<string, TextEnd>;
  do {
    end = await texts.next();
    const isCut = end.done === true && end.value.cut !== null;
    const whole = isCut ? records.endTorn() : records.push(end.done ? '' : end.value, end.done === true);
    for (const { line, cells, fault } of whole) {
      if (header === null) {
        if (line === 1 && /^sep=.$/iu.test(cells.join(delimiter).trim())) continue;
        header = headerOf(cells, wanted, 'the header line');
      } else if (fault !== null) batch.reject(line, null, fault);
      else batch.add({ line, value: header.rowOf(cells), json: null });
      if (batch.isFull) yield batch.take();
    }
  } while (!end.done);
  if (header === null && end.value.cut === null) throw new UsageError('the file is empty: not even a header line');
  if (!batch.isEmpty) yield batch.take();
  return { cut: end.value.cut } satisfies ReadEnd;
}

/** The separator that cuts the first lines into the most columns of equal number; `sep=;` in the first line decides. */
export function guessDelimiter(sample: string): string {
  const declared = /^\uFEFF?sep=(.)\r?\n/iu.exec(sample)?.[1];
  if (declared !== undefined) return declared;
  let best = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const records = new CsvRecords(delimiter).push(sample, false).slice(0, 20);
    const columns = records[0]?.cells.length ?? 1;
    const even = records.filter((record) => record.fault === null).length;
    const score = columns === 1 ? 0 : (even / records.length) * 1000 + columns;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
