/** Cuts streamed text into lines. Invariant: only `\n` ends a line (U+2028 and U+0085 may stand inside JSON); time is linear for any line length. */

/** Yields each line without its `\n` or `\r\n`; a last line without an end counts, an empty one after the last `\n` does not. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      pieces.push(chunk.slice(from, end));
      yield withoutReturn(pieces.join(''));
      pieces = [];
      from = end + 1;
    }
    if (from < chunk.length) pieces.push(chunk.slice(from));
  }
  if (pieces.length > 0) yield withoutReturn(pieces.join(''));
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
