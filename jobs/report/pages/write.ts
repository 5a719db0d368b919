/** Writes the overview and a page an own brand, at the class of the pages. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileWriter, WrittenFile } from '../../../warehouse/publish/types.ts';
import { brandPage } from './brand_page.ts';
import { brandScopes, type PagesInput } from './brand_scope.ts';
import { brandPagePath, overview, ownBrands } from './overview.ts';

/** Writer of `index.html` and `brands/<brand>/index.html`; fails if a file is there already. */
export function pagesWriter(input: PagesInput): FileWriter {
  return async (dir) => {
    const scopeOf = brandScopes(input);
    const pages = function* (): Generator<readonly [string, string]> {
      yield ['index.html', overview(input)];
      for (const brand of ownBrands(input.lists)) yield [brandPagePath(brand.id), brandPage(scopeOf(brand))];
    };
    const files: WrittenFile[] = [];
    for (const [path, text] of pages()) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text, { flag: 'wx' });
      files.push({ path, rows: null });
    }
    return files;
  };
}
