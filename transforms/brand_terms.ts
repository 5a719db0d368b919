/** What a brand's own name looks like among keywords, so that it can be told from what people say of the brand. Pure. */
import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import AggressiveTokenizer from 'natural/lib/natural/tokenizers/aggressive_tokenizer.js';
import { fold } from './text.ts';

export interface BrandTerm {
  /** The name as keywords have it: Chinese as folded, of other scripts the stems with a space between. */
  readonly term: string;
  /** Whether words are parted by spaces; Chinese ones are not. */
  readonly isSpaced: boolean;
}

const HAN = /\p{Script=Han}/u;
/** Words so short are mostly articles ("the", "la"), which keywords leave out. */
const SHORT = 3;
const tokenizer = new AggressiveTokenizer();

/** Null for a name without words. */
export function brandTerm(name: string): BrandTerm | null {
  const folded = fold(name);
  if (HAN.test(folded)) return { term: folded.replaceAll(/\s+/gu, ''), isSpaced: false };
  const words = tokenizer
    .tokenize(folded)
    .map((word) => word.replace(/'s?$|^'+/gu, ''))
    .filter((word) => word !== '');
  const long = words.filter((word) => word.length > SHORT);
  const term = (long.length > 0 ? long : words).map((word) => PorterStemmer.stem(word)).join(' ');
  return term === '' ? null : { term, isSpaced: true };
}
