/** English words of feeling: AFINN-165 (Nielsen 2011, MIT) as `natural` ships it. Invariant: only its word list is used. */
import { SentimentAnalyzer } from 'natural/lib/natural/sentiment/index.js';
import { z } from 'zod';
import type { LexiconEntry } from '../lexicon.ts';

const shipped = z.object({ vocabulary: z.record(z.string(), z.number().min(-5).max(5)) });

/** AFINN runs from −5 to 5; our weights from −3 to 3. */
const SCALE = 0.5;

/** Entries of AFINN with our weights. */
export function afinnEntries(): LexiconEntry[] {
  const { vocabulary } = shipped.parse(new SentimentAnalyzer('English', undefined, 'afinn'));
  return Object.entries(vocabulary).map(([term, valence]) => ({
    term: term.toLowerCase(),
    weight: valence * SCALE,
    sense: valence > 0 ? 'praise' : 'blame',
  }));
}
