/** One JSON array of objects, read object by object without holding the file; `line` is the object's place in the array. */
import { addJsonRow } from './json_rows.ts';
import { BatchBuilder, MAX_LINE, type ReadEnd, type Rows } from './rows.ts';
import type { Texts } from './texts.ts';

/** Finds the borders of the array's elements by counting brackets outside of strings; each element is parsed on its own. */
export async function* jsonArray(texts: Texts): Rows {
  const batch = new BatchBuilder();
  const scan = { depth: 0, isString: false, isEscaped: false };
  let parts = '';
  let isSkipping = false;
  let place = 1;
  const close = (element: string) => {
    if (isSkipping) batch.reject(place, null, 'the element is longer than 16 MiB');
    else if (element.trim() === '') return;
    else addJsonRow(batch, place, element);
    isSkipping = false;
    place += 1;
  };
  let end = await texts.next();
  for (; !end.done; end = await texts.next()) {
    const text = end.value;
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const border = step(scan, text.charCodeAt(at));
      if (border === 'open') from = at + 1;
      else if (border === 'next' || border === 'close') {
        close(parts + text.slice(from, at));
        parts = '';
        from = at + 1;
        if (batch.isFull) yield batch.take();
      }
    }
    if (scan.depth > 0 && !isSkipping) parts += text.slice(from);
    if (parts.length > MAX_LINE) {
      isSkipping = true;
      parts = '';
    }
  }
  const { cut } = end.value;
  if (!batch.isEmpty) yield batch.take();
  return { cut: cut ?? (scan.depth > 0 ? 'the JSON array is not closed' : null) } satisfies ReadEnd;
}

/** Advances over one UTF-16 unit; tells when the array opens, an element ends, or the array closes. */
function step(
  scan: { depth: number; isString: boolean; isEscaped: boolean },
  unit: number,
): 'open' | 'next' | 'close' | null {
  if (scan.isString) {
    if (scan.isEscaped) scan.isEscaped = false;
    else if (unit === BACKSLASH) scan.isEscaped = true;
    else if (unit === QUOTE) scan.isString = false;
    return null;
  }
  if (unit === QUOTE) scan.isString = true;
  else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
    scan.depth += 1;
    return scan.depth === 1 ? 'open' : null;
  } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
    scan.depth -= 1;
    return scan.depth === 0 ? 'close' : null;
  } else if (unit === COMMA && scan.depth === 1) return 'next';
  return null;
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
