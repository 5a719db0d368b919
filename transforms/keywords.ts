/**
 * Words worth counting in a text: Chinese cut by a dictionary that users may extend, English stemmed, and pairs of neighbours.
 * Invariant: a record names each keyword once, so counts are records; accounts, links and numbers never become keywords.
 */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import AggressiveTokenizer from 'natural/lib/natural/tokenizers/aggressive_tokenizer.js';
import type { Lang } from '../warehouse/contracts/transform.ts';
import { readData, rowsOf } from './data_files.ts';
import { KEYWORD_STOPS_FILE, ownKeywordTerms } from './keywords_dictionary.ts';

/** A word, or two neighbours that no stop word and no punctuation parts. */
export interface Keyword {
  /** Chinese as written, English as its stem; a pair of English words with a space between. */
  readonly term: string;
  readonly kind: 'unigram' | 'bigram';
}

/** Distinct keywords of a folded text, in order of appearance; none for languages that are not read. */
export type KeywordExtractor = (folded: string, lang: Lang) => readonly Keyword[];

/** Longer texts repeat themselves. UTF-16 units that are read. */
const READ_UNITS = 10_000;
/** Terms of one record. */
const MOST_TERMS = 300;
/** Longest word; what is longer is no word (ids, codes, keyboards). UTF-16 units. */
const LONGEST = 24;
/** So frequent that a cut never goes through a word of the dictionary. */
const FREQUENCY = 20_000;

const ACCOUNTS_AND_LINKS = /https?:\/\/\S*|www\.\S+|[\w.+-]+@[\w-]+\.\w+|@[^\s@,.:;!?()[\]、。，：；！？（）]+/gu;
const HAN = /\p{Script=Han}/u;
const LATIN_WORD = /^[\p{Script=Latin}\d]*\p{Script=Latin}[\p{Script=Latin}\d'-]*$/u;
/** What parts two English words for good. */
const BREAKS = /[^\p{L}\p{N}\s'-]+/u;

/** `terms`: words of the workspace besides our own, folded, as `parseKeywordTerms` gives them. Loading takes about half a second. */
export function keywordExtractor(terms: readonly string[] = []): KeywordExtractor {
  const known = new Set([...ownKeywordTerms(), ...terms]);
  const jieba = Jieba.withDict(dict);
  jieba.loadDict(Buffer.from([...known].map((term) => `${term} ${FREQUENCY} n\n`).join('')));
  const stops = new Set(rowsOf(readData(KEYWORD_STOPS_FILE).toString('utf8')).map(({ cells }) => cells[0]!));
  const english = new AggressiveTokenizer();

  /** The word as it is counted; null for what is left out, which also parts its neighbours. */
  const normal = (token: string): string | null => {
    if (token.length > LONGEST || stops.has(token)) return null;
    if (known.has(token)) return token;
    if (HAN.test(token)) return token.length >= 2 ? token : null;
    if (!LATIN_WORD.test(token)) return null;
    const word = token.replace(/'s?$|^'+/gu, '');
    if (word.length < 2 || stops.has(word)) return null;
    return PorterStemmer.stem(word);
  };

  return (folded, lang) => {
    if (lang === 'other' || lang === 'none') return [];
    const text = folded.slice(0, READ_UNITS).replaceAll(ACCOUNTS_AND_LINKS, '\n');
    const phrases =
      lang === 'en'
        ? text.split(BREAKS).map((phrase) => english.tokenize(phrase))
        : [withoutSpaces(jieba.cut(text, true))];
    const found = new Map<string, Keyword>();
    const add = (term: string, kind: Keyword['kind']): void => {
      if (found.size < MOST_TERMS && !found.has(term)) found.set(term, { term, kind });
    };
    for (const tokens of phrases) {
      let before: string | null = null;
      for (const token of tokens) {
        const term = normal(token);
        if (term !== null) add(term, 'unigram');
        if (term !== null && before !== null && term !== before) add(pair(before, term), 'bigram');
        before = term;
      }
    }
    return [...found.values()];
  };
}

/** Chinese words stand side by side; a space belongs where a Latin word meets its neighbour. */
function pair(first: string, second: string): string {
  return HAN.test(first) && HAN.test(second) ? first + second : `${first} ${second}`;
}

/** Single spaces part Latin words only; other gaps are punctuation. */
function withoutSpaces(tokens: readonly string[]): string[] {
  return tokens.filter((token) => token !== ' ');
}
