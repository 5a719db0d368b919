/** A file of product reviews of any length for measuring the pipeline: one brand field, rating, text, author and date a line, about 300 bytes. */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Dice, dice } from './dice.ts';
import * as en from './phrases/en.ts';
import * as zh from './phrases/zh.ts';

export interface ReviewOptions {
  /** Workspace that gets koc.yaml and the mapping. */
  readonly dir: string;
  /** Absolute path of the JSONL file. */
  readonly file: string;
  readonly rows: number;
  readonly seed: number;
  /** Default: one for every five reviews. */
  readonly authors?: number;
  /** Default 20, the first four own. */
  readonly brands?: number;
}

export interface WrittenReviews {
  /** Path of the mapping. */
  readonly map: string;
  /** A Monday after the last review. */
  readonly asOf: string;
}

const AS_OF = '2026-11-16';
const LAST_DAY = Date.UTC(2026, 10, 15);
/** Two years of reviews. */
const DAYS = 728;
const DAY_MS = 86_400_000;
const CHUNK_CHARS = 1 << 20;

/** The same options give the same bytes; memory does not grow with `rows`. */
export async function writeReviews(options: ReviewOptions): Promise<WrittenReviews> {
  const { dir, file, rows, seed } = options;
  const brands = options.brands ?? 20;
  const authors = options.authors ?? Math.max(1, Math.ceil(rows / 5));
  await mkdir(dir, { recursive: true });
  await mkdir(dirname(file), { recursive: true });
  const map = join(dir, 'reviews.map.yaml');
  await writeFile(map, MAP);
  await writeFile(join(dir, 'koc.yaml'), reviewConfig(brands));
  const handle = await open(file, 'w');
  try {
    let chunk = '';
    for (const line of reviewLines({ rows, brands, authors }, dice(String(seed)))) {
      chunk += line;
      if (chunk.length < CHUNK_CHARS) continue;
      await handle.write(chunk);
      chunk = '';
    }
    await handle.write(chunk);
  } finally {
    await handle.close();
  }
  return { map, asOf: AS_OF };
}

function* reviewLines(market: { rows: number; brands: number; authors: number }, chance: Dice): Generator<string> {
  for (let row = 0; row < market.rows; row++) {
    // The square pulls towards 0: a few authors write much, most write little, and each has a favourite brand.
    const author = Math.floor(chance.next() ** 2 * market.authors);
    const brand = chance.chance(0.6) ? author % market.brands : chance.below(market.brands);
    const rating = chance.chance(brand === author % market.brands ? 0.85 : 0.55)
      ? 4 + chance.below(2)
      : 1 + chance.below(3);
    const text = reviewText(rating, chance);
    const at = new Date(LAST_DAY - chance.below(DAYS) * DAY_MS + chance.below(DAY_MS)).toISOString();
    yield `{"id":"r${row}","brand":"${brandName(brand)}","rating":${rating},"text":"${text}","author":"u${author}","date":"${at}","helpful":${chance.poisson(1.5)}}\n`;
  }
}

/** Two or three phrases of the market, Chinese or English, so that language and feeling are read as in earnest. */
function reviewText(rating: number, chance: Dice): string {
  const words = chance.chance(0.5) ? zh : en;
  const pool: readonly string[] = rating >= 4 ? words.POSITIVE : rating === 3 ? words.NEUTRAL : words.NEGATIVE;
  const slots: Readonly<Record<string, readonly string[]>> = words.SLOTS;
  const product = chance.pick<string>(words.PRODUCTS);
  let text = '';
  for (let part = words === zh ? 4 : 2; part > 0; part--) text += `${chance.pick(pool)} `;
  return text
    .trimEnd()
    .replaceAll(/\{(\w+)\}/gu, (_, slot: string) => (slot === 'p' ? product : chance.pick(slots[slot] ?? [''])));
}

function brandName(brand: number): string {
  return `Brand ${String(brand).padStart(2, '0')}`;
}

function reviewConfig(brands: number): string {
  const lines = Array.from({ length: brands }, (_, brand) => {
    const role = brand < 4 ? 'own' : 'tracked';
    return `  - { id: brand_${String(brand).padStart(2, '0')}, role: ${role}, category: skincare, names: [${brandName(brand)}] }\n`;
  });
  return `version: 1\ntimezone: Asia/Shanghai\nbrands:\n${lines.join('')}`;
}

const MAP = `platform: { value: shop }
kind: { value: review }
fields:
  id: id
  brand: brand
  rating: rating
  rating_scale: { value: 5 }
  text: text
  author_id: author
  published_at: date
  likes: helpful
`;
