/** Which workbooks a run holds: one of all own brands, and a brand's own in its folder under a name to send on and a stable one. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileWriter, WrittenFile } from '../../../warehouse/publish/types.ts';
import type { Config } from '../../config/types.ts';
import type { Lists } from '../lists.ts';
import { singleCatalogue } from '../words/languages.ts';
import { workbookName } from './file_name.ts';
import { scopes } from './scope.ts';
import { workbookBytes } from './workbook.ts';

const STABLE = 'koc_shortlist.xlsx';

/**
 * Bytes of the one of all own brands with pictures of the posts to ask for, which is no part of a run; null where the config's class of
 * workbooks names nobody, or there is no picture to show.
 */
export async function workbookWithPictures(
  config: Pick<Config, 'people' | 'publish' | 'workbook'>,
  lists: Lists,
  pictureOf: (postKey: string) => Uint8Array | null,
): Promise<Uint8Array | null> {
  const identityClass = config.publish.identity.workbook;
  const own = [...lists.brands.values()].filter(({ role }) => role === 'own');
  if (identityClass !== 'handle' || own.length === 0) return null;
  if (lists.ugc.every(({ postKey }) => pictureOf(postKey) === null)) return null;
  const words = singleCatalogue(config);
  const scope = scopes({ lists, words, identityClass, people: config.people })(own);
  return workbookBytes({ ...scope, pictureOf });
}

/** Writes them at the class that the config gives workbooks, in one language. */
export function workbookWriter(config: Pick<Config, 'people' | 'publish' | 'workbook'>, lists: Lists): FileWriter {
  return async (dir) => {
    const words = singleCatalogue(config);
    const scopeOf = scopes({ lists, words, identityClass: config.publish.identity.workbook, people: config.people });
    const own = [...lists.brands.values()].filter(({ role }) => role === 'own');
    const files: WrittenFile[] = [];
    const write = async (path: string, bytes: Uint8Array): Promise<void> => {
      await writeFile(join(dir, path), bytes, { flag: 'wx' });
      files.push({ path, rows: null });
    };
    await write(STABLE, await workbookBytes(scopeOf(own)));
    for (const brand of own) {
      const folder = `brands/${brand.id}`;
      await mkdir(join(dir, folder), { recursive: true });
      const bytes = await workbookBytes(scopeOf([brand]));
      const { fileStem } = words.workbook;
      await write(
        `${folder}/${workbookName(fileStem, brand.names[0] ?? brand.id, brand.id, lists.asOf.isoWeek)}`,
        bytes,
      );
      await write(`${folder}/${STABLE}`, bytes);
    }
    return files;
  };
}
