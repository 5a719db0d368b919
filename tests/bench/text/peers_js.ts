/** English peers from npm. Invariant: each is used as its own manual shows, without tuning. */
import { SentimentAnalyzer } from 'natural/lib/natural/sentiment/index.js';
import winkSentiment from 'wink-sentiment';
import { z } from 'zod';
import { type Scorer, timed } from './scorers.ts';

const wink = z.object({ normalizedScore: z.number() });
const WORD = /[\p{L}\p{N}']+/gu;

/** `natural` with AFINN, and wink-sentiment. */
export function npmPeers(): Scorer[] {
  const afinn = new SentimentAnalyzer('English', undefined, 'afinn');
  const natural = (text: string): number => {
    const words = text.toLowerCase().match(WORD);
    return words === null ? 0 : afinn.getSentiment(words);
  };
  const winked = (text: string): number => wink.parse(winkSentiment(text)).normalizedScore;
  const reads = ['en'] as const;
  return [
    { name: 'natural, AFINN', isOurs: false, reads, mostRows: null, score: (texts) => timed(texts, natural) },
    { name: 'wink', isOurs: false, reads, mostRows: null, score: (texts) => timed(texts, winked) },
  ];
}
