/** Minhashes and bands of texts that are never written: random for own words, nearly alike for texts that are passed round. */
import type { Cell } from '../../warehouse/lake/table_writer.ts';
import { type Dice, dice } from './dice.ts';

const HASHES = 32;
const BAND_HASHES = 4;

/** Part of the hashes in which two copies differ from their text: they share about 0.92 of their shingles. */
const CHANGED = 0.04;

/** Cells h00 to h31 and b0 to b7 of `text_similarity`. `copyOf`: number of the text that is copied; null = own words. */
export function fingerprints(copyOf: number | null, chance: Dice): Readonly<Record<string, Cell>> {
  const source = copyOf === null ? null : dice(`text ${copyOf}`);
  const cells: Record<string, Cell> = {};
  const hashes: number[] = [];
  for (let at = 0; at < HASHES; at++) {
    const copied = source?.below(1 << 16);
    const hash = copied === undefined || chance.chance(CHANGED) ? chance.below(1 << 16) : copied;
    hashes.push(hash);
    cells[HASH_NAMES[at]!] = hash - (1 << 15);
  }
  for (let band = 0; band * BAND_HASHES < HASHES; band++) {
    const [a, b, c, d] = hashes.slice(band * BAND_HASHES);
    // 53 of the 64 bits, so that a plain number holds it.
    cells[`b${band}`] = a! + b! * 2 ** 16 + c! * 2 ** 32 + (d! & 31) * 2 ** 48;
  }
  return cells;
}

const HASH_NAMES = Array.from({ length: HASHES }, (_, at) => `h${String(at).padStart(2, '0')}`);
