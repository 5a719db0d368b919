/** Where a text names a brand: what the matcher finds and the reader of targets needs. Invariant: offsets are UTF-16 units of the folded text. */

/** An occurrence of a configured name in a text. */
export interface NamedSpan {
  readonly brandId: string;
  /** Null when the brand itself is named. */
  readonly productId: string | null;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}
