/** A file as decoded text in pieces. A piece may end anywhere, but never inside a character. */

/** Pieces of bytes; the end says why they stopped early, or null. */
export type Bytes = AsyncGenerator<Uint8Array, { cut: string | null }>;

/** What the stream of pieces ends with. */
export interface TextEnd {
  /** Why the bytes stopped early; null when they did not. */
  readonly cut: string | null;
}

export type Texts = AsyncGenerator<string, TextEnd>;

/** Decodes without ever failing: bytes that are no character become U+FFFD, which the caller may count. A leading BOM is dropped. */
export async function* decode(bytes: Bytes, encoding: string): Texts {
  const decoder = new TextDecoder(encoding);
  let end = await bytes.next();
  for (; !end.done; end = await bytes.next()) {
    const text = decoder.decode(end.value, { stream: true });
    if (text !== '') yield text;
  }
  const last = decoder.decode();
  if (last !== '' && end.value.cut === null) yield last;
  return { cut: end.value.cut };
}
