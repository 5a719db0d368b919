/** JSON lines: one object a line, split at `\n` only, since U+2028 and U+0085 inside a text are no line ends. */
import { addJsonRow } from './json_rows.ts';
import { BatchBuilder, MAX_LINE, type ReadEnd, type Rows } from './rows.ts';
import type { Texts } from './texts.ts';

/** Reads rows; a line that is too long or no JSON object is a reject and the next line goes on. */
export async function* jsonLines(texts: Texts): Rows {
  const batch = new BatchBuilder();
  let rest = '';
  let line = 1;
  let isSkipping = false;
  let end = await texts.next();
  for (; !end.done; end = await texts.next()) {
    const text = end.value;
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; from = to + 1, to = text.indexOf('\n', from)) {
      if (isSkipping) batch.reject(line, null, TOO_LONG);
      else if (rest === '') addJsonRow(batch, line, text.slice(from, to));
      else addJsonRow(batch, line, rest + text.slice(from, to));
      isSkipping = false;
      rest = '';
      line += 1;
      if (batch.isFull) yield batch.take();
    }
    if (!isSkipping) rest += text.slice(from);
    if (rest.length > MAX_LINE) {
      isSkipping = true;
      rest = '';
    }
  }
  const { cut } = end.value;
  if (isSkipping) batch.reject(line, null, TOO_LONG);
  else if (cut === null || isWhole(rest)) addJsonRow(batch, line, rest);
  if (!batch.isEmpty) yield batch.take();
  return { cut } satisfies ReadEnd;
}

const TOO_LONG = 'the line is longer than 16 MiB';

/** The last line of a torn file is good only when it happens to be whole. */
function isWhole(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
