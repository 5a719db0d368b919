/** Writes the dossiers of a week, a page an author × brand, at the class of the pages; class `aggregate` has none. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileWriter, WrittenFile } from '../../../warehouse/publish/types.ts';
import type { IdentityClass, WatchedPerson } from '../../config/types.ts';
import { knownAt } from '../known.ts';
import type { Languages } from '../pages/told.ts';
import { dossier } from './dossier.ts';
import { dossierPath, dossiersOf } from './paths.ts';
import { type DossierLists, subjectsOf } from './subject.ts';

export interface DossierInput {
  readonly lists: DossierLists;
  readonly identityClass: IdentityClass;
  /** The first leads. */
  readonly languages: Languages;
  /** People of the config; who consented may be reached by CRM. */
  readonly people: readonly WatchedPerson[];
}

/** Files open at once: writing is waited for while the next page is made. */
const AT_ONCE = 32;

/** Writer of `brands/<brand>/people/*.html`; fails if a file is there already. */
export function dossierWriter({ lists, identityClass, languages, people }: DossierInput): FileWriter {
  return async (dir) => {
    if (identityClass === 'aggregate') return [];
    const context = { known: knownAt(identityClass, lists.known), languages, identityClass };
    const subjectOf = subjectsOf(lists, people);
    const files: WrittenFile[] = [];
    const folders = new Set<string>();
    let writing: Promise<void>[] = [];
    for (const row of dossiersOf(lists).rows) {
      const path = dossierPath(row.brandId, row.authorKey);
      const folder = dirname(join(dir, path));
      if (!folders.has(folder)) await mkdir(folder, { recursive: true });
      folders.add(folder);
      writing.push(writeFile(join(dir, path), dossier(subjectOf(row), context), { flag: 'wx' }));
      if (writing.length === AT_ONCE) {
        await Promise.all(writing);
        writing = [];
      }
      files.push({ path, rows: null });
    }
    await Promise.all(writing);
    return files;
  };
}
