/**
 * Tells the encoding of a text file from its first megabytes by strict decoding. What cannot be told is refused with a hint:
 * a wrong guess would import a file of nonsense that looks like a success.
 */

export interface Guess {
  /** WHATWG name, or null when the bytes fit none of UTF-8, UTF-16 and GB18030. */
  readonly encoding: string | null;
  /** True when some bytes of a UTF-8 file are no UTF-8 (a cut emoji, a pasted line). */
  readonly isDirty: boolean;
}

/** Bytes needed for a good guess; fewer when the file is shorter. */
export const SAMPLE_BYTES = 2 * 1024 * 1024;

/** Looks at the first bytes; they may end inside a character. */
export function guessEncoding(sample: Uint8Array): Guess {
  const marked = byMark(sample) ?? byZeros(sample);
  if (marked !== null) return { encoding: marked, isDirty: false };
  const utf8 = decodeStart(sample, 'utf-8', false);
  const broken = count(utf8, /\uFFFD/gu) - countBytes(sample, [0xef, 0xbf, 0xbd]);
  if (broken <= 0) return { encoding: 'utf-8', isDirty: false };
  const foreign = count(utf8, /[^\0-\x7F\uFFFD]/gu);
  if (foreign >= 20 * broken) return { encoding: 'utf-8', isDirty: true };
  if (looksLikeGb18030(sample)) return { encoding: 'gb18030', isDirty: false };
  const isMostlyAscii = broken <= 3 && broken * 200 <= sample.length;
  return isMostlyAscii ? { encoding: 'utf-8', isDirty: true } : { encoding: null, isDirty: true };
}

function byMark(sample: Uint8Array): string | null {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return 'utf-8';
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: commas, digits and line ends leave zeros at every second place only. */
function byZeros(sample: Uint8Array): string | null {
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) zeros[at % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  if (even + odd < sample.length * 0.02 || even + odd === 0) return null;
  if (odd >= 20 * even && isValid(sample, 'utf-16le')) return 'utf-16le';
  if (even >= 20 * odd && isValid(sample, 'utf-16be')) return 'utf-16be';
  return null;
}

/**
 * Nearly any bytes can be read as GB18030, so being valid is not enough: in real Chinese most characters are words or marks of
 * GB 2312, rows 0xA1 to 0xA3 and 0xB0 to 0xF7 with a second byte above 0xA0. Western, Big5 or Shift_JIS bytes fall mostly outside.
 */
function looksLikeGb18030(sample: Uint8Array): boolean {
  if (!isValid(sample, 'gb18030')) return false;
  let pairs = 0;
  let common = 0;
  for (let at = 0; at < sample.length - 1; at += 1) {
    const lead = sample[at]!;
    if (lead < 0x81) continue;
    const trail = sample[at + 1]!;
    if (trail >= 0x30 && trail <= 0x39) {
      at += 3;
      continue;
    }
    pairs += 1;
    const isWordOrMark = (lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3);
    if (isWordOrMark && trail >= 0xa1) common += 1;
    at += 1;
  }
  return pairs > 0 && common / pairs >= 0.6;
}

function isValid(sample: Uint8Array, encoding: string): boolean {
  try {
    decodeStart(sample, encoding, true);
    return true;
  } catch {
    return false;
  }
}

function decodeStart(sample: Uint8Array, encoding: string, fatal: boolean): string {
  return new TextDecoder(encoding, { fatal }).decode(sample, { stream: true });
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}

function countBytes(sample: Uint8Array, bytes: readonly number[]): number {
  const wanted = Buffer.from(bytes);
  const within = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  let found = 0;
  for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + bytes.length)) found += 1;
  return found;
}
