/**
 * What the words of a record say, as cells of `text_features`.
 * Invariant: a flag is true or false, never null; evidence is a listed phrase, never a piece of somebody's text.
 */
import type { LAKE_TABLES } from '../contracts/lake.ts';
import type { Lang, Sentiment, Similarity, TextCues } from '../contracts/transform.ts';
import type { TableWriter } from './table_writer.ts';

type TextFeatures = Extract<(typeof LAKE_TABLES)[number], { name: 'text_features' }>;

export interface TextScores {
  readonly lang: Lang;
  readonly sentiment: Sentiment;
  /** Names of what the text wants; each has a column `is_<name>`. */
  readonly intents: readonly string[];
  readonly disclosure: ListedDisclosure;
  readonly cues: TextCues;
  /** Null where the text is too short to be compared. */
  readonly similarity: Similarity | null;
}

/** What the words say of being paid. Words worded freely may name people: the lake takes listed phrases as evidence only. */
export interface ListedDisclosure {
  readonly state: string;
  /** Null = the words say nothing. */
  readonly kind: string | null;
  readonly listedEvidence: string | null;
}

const INTENTS = [
  'question',
  'purchase_question',
  'recommendation',
  'warning',
  'repurchase',
  'switch',
  'complaint',
  'announcement',
  'lottery',
] as const;

/** Sets every cell of the row under way but its keys. */
export function setTextScores(features: TableWriter<TextFeatures>, scores: TextScores): void {
  const { at } = features;
  const { lang, sentiment, disclosure } = scores;
  features.set(at.lang, lang);
  features.set(at.polarity, sentiment.polarity);
  features.set(at.positive_p, sentiment.positiveP);
  features.set(at.negative_p, sentiment.negativeP);
  features.set(at.confidence, sentiment.confidence);
  features.set(at.is_calibrated, sentiment.isCalibrated);
  features.set(at.disclosure_state, disclosure.state);
  features.set(at.disclosure_kind, disclosure.kind);
  features.set(at.disclosure_evidence, disclosure.listedEvidence);
  const { utility, entertainment, safety, commerce, commerceEvidence, safetyEvidence, ownLength } = scores.cues;
  features.set(at.commerce_evidence, commerceEvidence);
  features.set(at.safety_evidence, safetyEvidence);
  features.set(at.utility_cue, utility[0] ?? null);
  features.set(at.utility_cues_count, utility.length);
  features.set(at.entertainment_cues_count, entertainment.length);
  features.set(at.own_length, ownLength);
  for (const intent of INTENTS) features.set(at[`is_${intent}` as const], scores.intents.includes(intent));
  features.set(at.has_shop_link, commerce.includes('shop_link'));
  features.set(at.has_discount_code, commerce.includes('discount_code'));
  features.set(at.is_medical_claim, safety.includes('medical_claim'));
  features.set(at.involves_minor, safety.includes('minor'));
  features.set(at.mocks_competitor, safety.includes('competitor_mocked'));
  features.set(at.is_unsafe_use, safety.includes('unsafe_use'));
}
