/** Writes `one_page.pdf` and `one_page.png` of every own brand. Invariant: what cannot be printed is left out, a brand has both files or neither, and nothing else of the run suffers. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileWriter, WrittenFile } from '../../../warehouse/publish/types.ts';
import type { Config } from '../../config/types.ts';
import type { Lists } from '../lists.ts';
import { singleCatalogue } from '../words/languages.ts';
import { ownBrands } from './digest.ts';
import { sheet } from './sheet.ts';

/** A page on paper and as a long picture. */
export interface Printed {
  /** PDF of exactly one sheet of A4. */
  readonly pdf: Uint8Array;
  readonly png: Uint8Array;
}

/** Something that prints pages, a browser as a rule. */
export interface Printer {
  /** Rejects when this page cannot be printed; the next one may be. */
  print(html: string): Promise<Printed>;
}

/**
 * Starts printers for so many pages, lends them and ends them: at least one, each for one page at a time. Where there is none it
 * says so and does not call back. Never rejects but for an abort.
 */
export type LendPrinters = (pages: number, use: (printers: readonly Printer[]) => Promise<void>) => Promise<void>;

/** @param told is told of a brand that could not be printed. */
export function onePageWriter(
  ws: { readonly config: Pick<Config, 'publish' | 'workbook'> },
  lists: Lists,
  lend: LendPrinters,
  told: (brandId: string, reason: unknown) => void,
): FileWriter {
  return async (dir) => {
    const brands = ownBrands(lists);
    const words = singleCatalogue(ws.config);
    const files = new Map<string, WrittenFile[]>();
    await lend(brands.length, async (printers) => {
      const line = brands.values();
      const work = async (printer: Printer): Promise<void> => {
        for (const brand of line) {
          try {
            const printed = await printer.print(sheet(lists, brand, ws.config.publish.identity.html, words));
            files.set(brand.id, await write(dir, `brands/${brand.id}`, printed));
          } catch (error) {
            told(brand.id, error);
          }
        }
      };
      await Promise.all(printers.map(work));
    });
    return brands.flatMap(({ id }) => files.get(id) ?? []);
  };
}

async function write(dir: string, folder: string, { pdf, png }: Printed): Promise<WrittenFile[]> {
  const parts = [
    { path: `${folder}/one_page.pdf`, bytes: pdf },
    { path: `${folder}/one_page.png`, bytes: png },
  ];
  await mkdir(join(dir, folder), { recursive: true });
  try {
    for (const { path, bytes } of parts) await writeFile(join(dir, path), bytes, { flag: 'wx' });
  } catch (error) {
    for (const { path } of parts) await rm(join(dir, path), { force: true });
    throw error;
  }
  return parts.map(({ path }) => ({ path, rows: null }));
}
