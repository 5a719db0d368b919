/** Where words were found in a text. Invariant: memory grows with the most hits that one text had and is used again. */

/** `count` hits, in order of their end, longer ones first; `ends` are exclusive. Places beyond `count` are stale. */
export class Hits {
  count = 0;
  words = new Int32Array(64);
  starts = new Int32Array(64);
  ends = new Int32Array(64);

  add(word: number, start: number, end: number): void {
    if (this.count === this.words.length) this.#grow();
    this.words[this.count] = word;
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  #grow(): void {
    const larger = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.words = larger(this.words);
    this.starts = larger(this.starts);
    this.ends = larger(this.ends);
  }
}
