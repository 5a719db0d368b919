/** The lexicon that comes with koc. Invariant: every row of every file is read, or loading fails with file and line. */
import { readData } from './data_files.ts';
import { type LexiconEntry, parseLexicon } from './lexicon.ts';

/** Files in `transforms/data`, in the order in which they override each other. */
export const LEXICON_FILES = ['lexicon_zh.tsv', 'lexicon_en.tsv', 'lexicon_signs.tsv'] as const;

/** All entries of our files. */
export function ownEntries(): LexiconEntry[] {
  return LEXICON_FILES.flatMap((file) => parseLexicon(readData(file).toString('utf8'), file));
}
