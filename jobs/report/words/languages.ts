/** The catalogues by language; the first configured language leads every file. */
import type { Config, Language } from '../../config/types.ts';
import { en } from './en.ts';
import type { Words } from './words.ts';
import { zh } from './zh.ts';

const CATALOGUES: Readonly<Record<Language, Words>> = { en, zh };

/** Catalogues in the configured order, each once; English if none is configured. */
export function catalogues(languages: readonly Language[]): readonly [Words, ...Words[]] {
  const [first, ...rest] = [...new Set(languages)].map((language) => CATALOGUES[language]);
  return first === undefined ? [en] : [first, ...rest];
}

/** The one catalogue of files that are in a single language: workbooks and one-pagers. */
export function singleCatalogue({ publish, workbook }: Pick<Config, 'publish' | 'workbook'>): Words {
  return catalogues(workbook.language === null ? publish.languages : [workbook.language])[0];
}

/** The text of a code where the catalogue knows it, else the code itself: a new code must not stop a report. */
export function worded(texts: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(texts, code) ? texts[code]! : code;
}
