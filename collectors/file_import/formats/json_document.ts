/** The rows of one JSON object that holds them as a list; what else the object says of them all stands beside each row. */
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { readPath } from '../columns.ts';
import { parseExactly } from './json_rows.ts';
import { BatchBuilder, type ReadEnd, type Rows } from './rows.ts';
import type { Texts } from './texts.ts';

/** Longest document that is read, UTF-16 units; it is held in memory. */
export const MAX_DOCUMENT = 256 * 1024 * 1024;

/** `rows`: path of the list. Throws UsageError where the text is no JSON object or has no list there. */
export async function* jsonDocument(texts: Texts, rows: string): Rows {
  let text = '';
  let end = await texts.next();
  for (; !end.done; end = await texts.next()) {
    text += end.value;
    if (text.length > MAX_DOCUMENT) throw new UsageError('the JSON document is longer than 256 MiB');
  }
  if (end.value.cut !== null) throw new UsageError(`a JSON document cannot be read in part: ${end.value.cut}`);
  const found = listIn(parsed(text), rows);
  if (found === null) throw new UsageError(`the JSON document has no list at ${JSON.stringify(rows)}`);
  const batch = new BatchBuilder();
  for (const [index, value] of found.entries()) {
    if (typeof value === 'object' && value !== null)
      batch.add({ line: index + 1, value: value as object as never, json: null });
    else batch.reject(index + 1, null, 'expected a JSON object');
    if (batch.isFull) yield batch.take();
  }
  if (!batch.isEmpty) yield batch.take();
  return { cut: null } satisfies ReadEnd;
}

/** The list's items, each with the document's other fields beside its own; null when there is no such list. */
export function listIn(document: unknown, rows: string): unknown[] | null {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  const list = readPath(document as Readonly<Record<string, unknown>>, rows);
  if (!Array.isArray(list)) return null;
  const { [rows.split('.')[0]!]: _, ...beside } = document as Record<string, unknown>;
  return list.map((item: unknown) => (typeof item === 'object' && item !== null ? { ...beside, ...item } : item));
}

function parsed(text: string): unknown {
  try {
    return parseExactly(text.trim());
  } catch (cause) {
    throw new UsageError('not valid JSON', { cause });
  }
}
