/**
 * Words that segmentation must not cut: ours, and those that a workspace adds in a file of the same form.
 * Invariant: a line that cannot be used is refused with file and line, never dropped in silence.
 */
import { UsageError } from '../warehouse/contracts/errors.ts';
import { dataHash, readData, rowsOf } from './data_files.ts';
import { fold } from './text.ts';

const OWN_FILE = 'keywords_zh.tsv';
/** Words that are never keywords. */
export const KEYWORD_STOPS_FILE = 'keyword_stops.tsv';

/** Raised, or changed by its data, when the same text gives other keywords. */
export const KEYWORDS_VERSION = `1.jieba2.${dataHash([OWN_FILE, KEYWORD_STOPS_FILE])}`;

/** Longest word, UTF-16 units. */
const LONGEST = 24;

/** The words that come with koc. */
export function ownKeywordTerms(): string[] {
  return parseKeywordTerms(readData(OWN_FILE).toString('utf8'), OWN_FILE);
}

/**
 * Reads a list: one word a line, anything behind a tab is a note, `#` begins a comment, a first line `term` is a header.
 * Words are folded as texts are, and come once each.
 * @param file its name, for messages.
 * @throws UsageError when a word has a space, no Chinese character, or more than 24 characters.
 */
export function parseKeywordTerms(tsv: string, file: string): string[] {
  const terms = new Set<string>();
  for (const { line, cells } of rowsOf(tsv.replace(/^\ufeff/u, '').replaceAll('\r', ''))) {
    const term = fold(cells[0]!);
    if (line === 1 && term === 'term') continue;
    if (term === '' || /\s/u.test(term) || !/\p{Script=Han}/u.test(term) || term.length > LONGEST) {
      throw new UsageError(
        `${file}:${line}: expected a word with a Chinese character, no space, at most ${LONGEST} long, got ${JSON.stringify(cells[0]!.slice(0, 40))}`,
        { hint: 'English words are found without a list.' },
      );
    }
    terms.add(term);
  }
  return [...terms];
}
