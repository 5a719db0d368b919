/** An answer that comes in pieces: a JSON text a line, each behind a line with its length in hexadecimal digits. Linear; nothing throws. */

/** The lines that hold JSON, in order; null = the text is something else. */
export function piecesIn(text: string): readonly string[] | null {
  if (!LENGTH.test(text.slice(0, 20))) return null;
  const lines = text.split('\n').map((line) => line.trim());
  const pieces = lines.filter((line) => line.startsWith('{') || line.startsWith('['));
  const isOther = lines.some((line) => line !== '' && !/^[[{]|^[\da-f]{1,8}$/iu.test(line));
  return pieces.length === 0 || isOther ? null : pieces;
}

const LENGTH = /^\s{0,4}[\da-f]{1,8}\r?\n/iu;
