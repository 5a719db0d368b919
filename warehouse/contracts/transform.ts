/** What the row transforms in `transforms/` give to the lake writer. Every function is pure given (text, config, version). */

export type Lang = 'zh-Hans' | 'zh-Hant' | 'en' | 'mixed' | 'other' | 'none';

/** Feeling of a text as a whole. Null polarity: the language is not read. */
export interface Sentiment {
  /** [−1, 1]; > 0 leans positive. Null when not read. */
  readonly polarity: number | null;
  /** Probabilities; the rest to 1 is neutral. Null when not read. */
  readonly positiveP: number | null;
  readonly negativeP: number | null;
  /** [0, 1]: how far from undecided. Null when not read. Not a probability until calibrated. */
  readonly confidence: number | null;
  readonly isCalibrated: boolean;
}

/** A scorer of folded text; the sentiment backends implement this. */
export interface SentimentScorer {
  readonly version: string;
  score(folded: string, lang: Lang): Sentiment;
}

export interface Similarity {
  /** 32 minima of one-permutation minhash over 5-character shingles, 16 bits each as signed integers. */
  readonly hashes: Int16Array;
  /** 8 keys of 4 hashes each. */
  readonly bands: BigInt64Array;
}

/** One brand named in a record. */
export interface BrandMention {
  readonly brandId: string;
  readonly role: 'subject' | 'comparison' | 'passing';
  /** Where it was found: the source's brand field, or the words. */
  readonly basis: 'field' | 'title' | 'text';
  /** Configured product whose name stands in the words; null when none. */
  readonly productId: string | null;
  /** Feeling towards this brand where it differs from the text's; null = as the text. */
  readonly polarity: number | null;
  readonly positiveP: number | null;
  readonly negativeP: number | null;
}

/** What the matcher needs of each configured brand. */
export interface BrandNames {
  readonly id: string;
  readonly names: readonly string[];
  /** False friends: a name inside one of these does not count. */
  readonly exclude: readonly string[];
  readonly products: readonly { readonly id: string; readonly names: readonly string[] }[];
}

/** Words of one record in which brands are looked for; all already folded. */
export interface FoldedRecord {
  readonly title: string;
  readonly body: string;
  /** The source's brand field, folded; null when none. */
  readonly brand: string | null;
}

/** An aspect that a text judges. */
export interface AspectOpinion {
  /** Null: the words name no brand. */
  readonly brandId: string | null;
  /** texture, colour, effect, smell, packaging, price, delivery, service, safety …; the list is data. */
  readonly aspect: string;
  /** Listed word that names it, folded. */
  readonly term: string;
  /** 1 praised, −1 blamed, 0 only spoken of. */
  readonly sign: 1 | 0 | -1;
}

export const UTILITY_CUES = [
  'how_to',
  'steps',
  'before_after',
  'ingredients',
  'size',
  'price',
  'place',
  'comparison',
  'suits',
  'answer',
] as const;
export const ENTERTAINMENT_CUES = ['meme', 'challenge', 'drama', 'exclamations'] as const;
export const SAFETY_CUES = ['medical_claim', 'minor', 'competitor_mocked', 'unsafe_use'] as const;
export const COMMERCE_CUES = ['shop_link', 'discount_code'] as const;

/** What a text holds besides feeling (ranking 9); every list in the order of its constant, each kind at most once. */
export interface TextCues {
  readonly utility: readonly (typeof UTILITY_CUES)[number][];
  readonly entertainment: readonly (typeof ENTERTAINMENT_CUES)[number][];
  readonly safety: readonly (typeof SAFETY_CUES)[number][];
  readonly commerce: readonly (typeof COMMERCE_CUES)[number][];
  /** Listed phrase of the first safety or commerce cue, folded; null = none, or recognised by its form. */
  readonly safetyEvidence: string | null;
  readonly commerceEvidence: string | null;
  /** Code points of own words: without hashtags, @names, links and quoted parts. */
  readonly ownLength: number;
}
