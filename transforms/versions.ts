/**
 * Names of what made features and mentions: they stand in the names of lake parts and in the manifest.
 * Invariant: anything that changes a result changes its name, so that nothing stale is taken for current.
 */
import { createHash } from 'node:crypto';
import { ASPECTS_VERSION } from './aspects.ts';
import { CUES_VERSION } from './cues.ts';
import { DISCLOSURE_VERSION } from './disclosure.ts';
import { INTENTS_VERSION } from './intents.ts';
import { LANGUAGE_VERSION } from './language.ts';
import { MENTIONS_RULES_VERSION } from './mentions.ts';
import { QUESTION_VERSION } from './question.ts';
import { SENTIMENT_VERSION } from './sentiment.ts';
import { SIMILARITY_VERSION } from './similarity.ts';
import { TARGETS_VERSION } from './targets.ts';
import { TEXT_VERSION } from './text.ts';

function fingerprint(parts: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** What text features are made of, part by part, for the manifest. */
export const FEATURE_PARTS = {
  text: TEXT_VERSION,
  language: LANGUAGE_VERSION,
  similarity: SIMILARITY_VERSION,
  question: QUESTION_VERSION,
  sentiment: SENTIMENT_VERSION,
  intents: INTENTS_VERSION,
  disclosure: DISCLOSURE_VERSION,
  cues: CUES_VERSION,
} as const;

/** What mentions are made of besides the brands of the config. */
export const MENTION_PARTS = {
  text: TEXT_VERSION,
  mentions: MENTIONS_RULES_VERSION,
  language: LANGUAGE_VERSION,
  sentiment: SENTIMENT_VERSION,
  targets: TARGETS_VERSION,
  aspects: ASPECTS_VERSION,
} as const;

/** 12 hex digits that change whenever a text feature may. */
export const FEATURES_VERSION: string = fingerprint(FEATURE_PARTS);

/** 12 hex digits that change whenever a mention may, given the same brands. */
export const MENTIONS_VERSION: string = fingerprint(MENTION_PARTS);
