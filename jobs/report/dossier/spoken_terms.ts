/** Words of an author as they were written: the lake counts English words by their stem. Invariant: a term that is not found in the texts stays as it is. */
import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

const ENGLISH_WORD = /[a-z][a-z'-]*/gu;

/**
 * A reader for terms of one author.
 *
 * @param texts what the author wrote; the more frequent form of a stem wins, of two the earlier in the alphabet.
 */
export function spokenTerms(texts: readonly string[]): (term: string) => string {
  const forms = new Map<string, Map<string, number>>();
  for (const [word] of texts.flatMap((text) => [...text.toLowerCase().matchAll(ENGLISH_WORD)])) {
    const form = word.replace(/'s?$/u, '');
    const stem = PorterStemmer.stem(form);
    const counts = forms.get(stem) ?? new Map<string, number>();
    forms.set(stem, counts.set(form, (counts.get(form) ?? 0) + 1));
  }
  const spoken = (stem: string): string =>
    [...(forms.get(stem) ?? [])].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? stem;
  return (term) => term.split(' ').map(spoken).join(' ');
}
