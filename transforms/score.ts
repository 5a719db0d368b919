/**
 * Scores of single texts for the world outside (`koc score`), needing no workspace.
 * Invariant: one JSON line out for each line in, in the same order; a bad line becomes an `error` in its place and no text is echoed.
 */
import { z } from 'zod';
import type { Lang, Sentiment, SentimentScorer, TextCues } from '../warehouse/contracts/transform.ts';
import { withAddresses } from './addresses.ts';
import { aspectsOf } from './aspects.ts';
import { cues } from './cues.ts';
import { type Disclosure, disclosure } from './disclosure.ts';
import { type Intent, intents } from './intents.ts';
import { detectLanguage } from './language.ts';
import { linesOf } from './lines.ts';
import type { BrandMatcher } from './mentions.ts';
import type { NamedSpan } from './named_span.ts';
import { SpokenOf } from './spoken_of.ts';
import { targetFeelings } from './targets.ts';
import { fold } from './text.ts';

export type Feeling = 'negative' | 'neutral' | 'positive';

/** Line of output; the key order is part of the contract. */
export interface TextScore {
  readonly id: string | number | null;
  readonly lang: Lang;
  /** Null when the language is not read; so are polarity and confidence. */
  readonly sentiment: Feeling | null;
  /** [−1, 1]. */
  readonly polarity: number | null;
  /** [0, 1]; not a probability unless `calibrated`. */
  readonly confidence: number | null;
  readonly calibrated: boolean;
  readonly intents: readonly Intent[];
  readonly disclosure: Disclosure;
  /** Brands named, by id, with the feeling towards each; only where brands are known. */
  readonly targets?: readonly ScoredTarget[];
  readonly cues: ScoredCues;
  /** Sides of a product that the words judge; `brand` where they name whose. */
  readonly aspects: readonly ScoredAspect[];
}

/** Feeling towards one brand; both null when the language is not read. */
export interface ScoredTarget {
  readonly brand: string;
  /** [−1, 1]. */
  readonly polarity: number | null;
  readonly sentiment: Feeling | null;
}

/** `sign`: 1 praised, −1 blamed, 0 only spoken of. */
export interface ScoredAspect {
  readonly brand?: string;
  readonly aspect: string;
  readonly sign: 1 | 0 | -1;
}

/** What the text holds besides feeling. */
export interface ScoredCues extends Pick<TextCues, 'utility' | 'entertainment' | 'safety' | 'commerce'> {
  /** Code points of own words. */
  readonly own_length: number;
}

export interface ScoreError {
  readonly id?: string | number | null;
  readonly error: string;
}

export interface ScoreOptions {
  readonly scorer: SentimentScorer;
  /** Null: no `targets`. */
  readonly matcher: BrandMatcher | null;
}

const input = z.object({ id: z.union([z.string(), z.number()]).nullish(), text: z.string() });
export type ScoreInput = z.infer<typeof input>;

/** Never throws, whatever the text. */
export function scoreText({ id, text }: ScoreInput, { scorer, matcher }: ScoreOptions): TextScore {
  const folded = fold(text);
  const lang = detectLanguage(text);
  const feeling = scorer.score(folded, lang);
  const spans = matcher?.find(folded) ?? [];
  const words = new SpokenOf(folded, spans);
  return {
    id: id ?? null,
    lang,
    sentiment: feelingOf(feeling),
    polarity: rounded(feeling.polarity),
    confidence: rounded(feeling.confidence),
    calibrated: feeling.isCalibrated,
    intents: intents(folded),
    disclosure: disclosure(folded),
    ...(matcher === null ? {} : { targets: targetsOf(spans, words, feeling, scorer) }),
    cues: cuesOf(withAddresses(folded, text)),
    aspects: aspectsOf(words, scorer).map(({ brandId, aspect, sign }) => ({
      ...(brandId === null ? {} : { brand: brandId }),
      aspect,
      sign,
    })),
  };
}

function cuesOf(folded: string): ScoredCues {
  const { utility, entertainment, safety, commerce, ownLength } = cues(folded);
  return { utility, entertainment, safety, commerce, own_length: ownLength };
}

/** The likeliest of the three; null when the language was not read. */
export function feelingOf({ positiveP, negativeP }: Sentiment): Feeling | null {
  if (positiveP === null || negativeP === null) return null;
  const neutralP = 1 - positiveP - negativeP;
  if (neutralP >= positiveP && neutralP >= negativeP) return 'neutral';
  return positiveP > negativeP ? 'positive' : 'negative';
}

function targetsOf(
  spans: readonly NamedSpan[],
  words: SpokenOf,
  whole: Sentiment,
  scorer: SentimentScorer,
): readonly ScoredTarget[] {
  const feelings = targetFeelings(words, scorer);
  const brands = [...new Set(spans.map((span) => span.brandId))].sort();
  return brands.map((brand) => {
    const feeling = { ...whole, ...feelings.get(brand) };
    return { brand, polarity: rounded(feeling.polarity), sentiment: feelingOf(feeling) };
  });
}

/** Six decimals keep the order of confident texts. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e6) / 1e6 + 0;
}

/**
 * One output line (without line end) for each input line. A line that starts with `{` is JSON `{"id"?, "text"}`; any other
 * line is a text.
 * @param chunks decoded text in pieces of any size, such as a stdin with `setEncoding('utf8')`.
 */
export async function* scoreLines(chunks: AsyncIterable<string>, options: ScoreOptions): AsyncGenerator<string> {
  let line = 0;
  for await (const text of linesOf(chunks)) yield JSON.stringify(scoreLine(text, ++line, options));
}

function scoreLine(line: string, number: number, options: ScoreOptions): TextScore | ScoreError {
  if (!/^\s{0,99}\{/u.test(line)) return scoreText({ text: line.replace(/^\ufeff/u, '') }, options);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: `line ${number}: not valid JSON` };
  }
  const parsed = input.safeParse(value);
  if (parsed.success) return scoreText(parsed.data, options);
  const issue = parsed.error.issues[0]!;
  return { ...idOf(value), error: `line ${number}: ${issue.path.join('.')}: ${issue.message}` };
}

function idOf(value: unknown): { id?: string | number } {
  const found = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
  return found.success ? { id: found.data.id } : {};
}
