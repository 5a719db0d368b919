/**
 * Elements of one list in a JSON document of any size, one after the other: only the element under way is held in memory.
 * Invariant: linear in the bytes; what stands outside of the list is passed over unread.
 */

/** One element as it stands in the document; null bytes = it is longer than `maxBytes` and was passed over. */
export interface JsonElement {
  /** Name of the list in the object that is looked into. */
  readonly list: string;
  readonly bytes: Buffer | null;
}

/** How the document ended. */
export interface JsonEnd {
  /** Whether one of the lists was there at all. */
  readonly isFound: boolean;
  /** False: the document breaks off. */
  readonly isClosed: boolean;
}

/**
 * Elements of the lists that stand under one of `names` in the object `root` of the document (`{"log":{"entries":[…]}}`:
 * root `log`, names `entries`). Never throws for what is no JSON: nothing is found then.
 */
export async function* jsonElements(
  chunks: AsyncIterable<Uint8Array>,
  root: string,
  names: ReadonlySet<string>,
  maxBytes: number,
): AsyncGenerator<JsonElement, JsonEnd> {
  const at = { depth: 0, isString: false, isEscaped: false, list: null as string | null, isRoot: false };
  const key = { name: '', isOpen: false, start: -1 };
  let parts: Buffer[] = [];
  let held = 0;
  let isTooLong = false;
  let hasElement = false;
  let isFound = false;
  let isOpened = false;
  const keep = (piece: Buffer): void => {
    held += piece.length;
    if (held > maxBytes) {
      isTooLong = true;
      parts = [];
    } else if (piece.length > 0) parts.push(Buffer.from(piece));
  };
  const finish = (): JsonElement => {
    const element = { list: at.list!, bytes: isTooLong ? null : Buffer.concat(parts) };
    [parts, held, isTooLong, hasElement] = [[], 0, false, false];
    return element;
  };
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = at.list === null ? -1 : 0;
    if (key.isOpen) key.start = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i]!;
      if (at.isString) {
        if (at.isEscaped) at.isEscaped = false;
        else if (byte === BACKSLASH) at.isEscaped = true;
        else if (byte === QUOTE) {
          at.isString = false;
          if (key.isOpen) {
            key.name += bytes.toString('latin1', key.start, i);
            key.isOpen = false;
          }
        }
        continue;
      }
      if (byte <= SPACE) continue;
      if (at.list !== null && at.depth === LIST && (byte === COMMA || byte === CLOSE_BRACKET)) {
        keep(bytes.subarray(from, i));
        if (hasElement) yield finish();
        from = i + 1;
        if (byte === CLOSE_BRACKET) {
          [at.list, from] = [null, -1];
          at.depth -= 1;
        }
        continue;
      }
      if (at.list !== null) hasElement = true;
      if (byte === QUOTE) {
        at.isString = true;
        // A string at these depths may be a key; what follows it tells.
        if (at.list === null && (at.depth === 1 || (at.depth === 2 && at.isRoot))) {
          [key.name, key.isOpen, key.start] = ['', true, i + 1];
        }
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        at.depth += 1;
        isOpened = true;
        if (at.list === null && at.depth === 2) at.isRoot = byte === OPEN_BRACE && key.name === root;
        else if (at.list === null && at.depth === LIST && at.isRoot && byte === OPEN_BRACKET && names.has(key.name)) {
          [at.list, from, isFound] = [key.name, i + 1, true];
          [parts, held, isTooLong, hasElement] = [[], 0, false, false];
        }
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        at.depth -= 1;
        if (at.depth < LIST) [at.list, from] = [null, -1];
        if (at.depth < 2) at.isRoot = false;
      } else if (byte !== COLON && at.list === null && at.depth <= 2) key.name = '';
    }
    if (at.list !== null && from >= 0) keep(bytes.subarray(from));
    if (key.isOpen) key.name += bytes.toString('latin1', key.start);
  }
  return { isFound, isClosed: isOpened && at.depth === 0 };
}

/** Depth at which the elements of a wanted list stand: the document, its root, the list. */
const LIST = 3;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
