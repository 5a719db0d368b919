/**
 * Canonical rows: what a collector's `normalize()` makes of one raw record, still with plain ids. The lake writer turns ids
 * into keyed pseudonyms and moments into days. Null always means "not known" or "not shown", never 0 or false.
 */
import { z } from 'zod';
import { recordKind, slug } from './raw.ts';

export const count = z.object({ value: z.int().nonnegative(), granularity: z.int().positive(), isFloor: z.boolean() });

/** Metrics of one post whose counts we keep over time. */
export const METRICS = ['likes', 'saves', 'replies', 'shares', 'views', 'coins', 'danmaku'] as const;
export type Metric = (typeof METRICS)[number];

export const accountKind = z.enum(['person', 'organisation', 'media', 'store']);
/** `observed`: we, or the export, saw it at that moment; `assumed`: set to the moment of publication for want of a better one. */
export const observedBasis = z.enum(['observed', 'assumed']);
/** `full`: all of an author's posts are collected; `keyword_only`: only those that a brand's own query found. */
export const coverageBasis = z.enum(['full', 'keyword_only']);

/** One version of a post, comment or review as it was seen at `observedAt`. */
export const canonicalRecord = z.object({
  platform: slug,
  kind: recordKind.extract(['post', 'comment', 'review', 'mention']),
  id: z.string().min(1),
  parentId: z.string().nullable(),
  rootId: z.string().nullable(),
  /** Ids of answers, where the source lists them. */
  repliedBy: z.array(z.string()),
  /** Null when missing or masked: such a record has no author. */
  authorId: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  transcript: z.string().nullable(),
  ocrText: z.string().nullable(),
  hashtags: z.array(z.string()),
  url: z.string().nullable(),
  format: z.string().nullable(),
  region: z.string().nullable(),
  /** As the source names it; matched to a configured brand later. */
  brand: z.string().nullable(),
  product: z.string().nullable(),
  rating: z.number().nullable(),
  ratingScale: z.number().positive().nullable(),
  /** 1 positive, 0 neutral, −1 negative by the thresholds of the source; null without a rating. */
  ratingSign: z.union([z.literal(-1), z.literal(0), z.literal(1)]).nullable(),
  imageCount: z.int().nonnegative().nullable(),
  /** Shorter side of the largest image, pixels. */
  imageMinPx: z.int().nonnegative().nullable(),
  hasVideo: z.boolean().nullable(),
  isBrand: z.boolean().nullable(),
  isRepost: z.boolean().nullable(),
  isDisclosed: z.boolean().nullable(),
  isGifted: z.boolean().nullable(),
  isPurchaseVerified: z.boolean().nullable(),
  /** UTC ms; null when the source shows none (never "now"). */
  publishedAt: z.int().nullable(),
  observedAt: z.int(),
  observedBasis,
  coverageBasis,
  /** True: a card of a list or a cut text. Such a version counts only where no whole one is known. Absent = whole. */
  isExcerpt: z.boolean().optional(),
  /** Whether the source says that it collects replies (floor rule of ranking 6). */
  collectsReplies: z.boolean(),
});
export type CanonicalRecord = z.infer<typeof canonicalRecord>;

/** What was seen of an account at one moment. */
export const canonicalAuthor = z.object({
  platform: slug,
  id: z.string().min(1),
  name: z.string().nullable(),
  url: z.string().nullable(),
  followers: count.nullable(),
  accountKind: accountKind.nullable(),
  isVerified: z.boolean().nullable(),
  /** Business contact shown in the profile. */
  hasContact: z.boolean().nullable(),
  observedAt: z.int(),
  observedBasis,
});
export type CanonicalAuthor = z.infer<typeof canonicalAuthor>;

/** Counts of one record at one moment; append-only. */
export const canonicalCounts = z.object({
  platform: slug,
  kind: recordKind,
  id: z.string().min(1),
  likes: count.nullable(),
  saves: count.nullable(),
  replies: count.nullable(),
  shares: count.nullable(),
  views: count.nullable(),
  coins: count.nullable(),
  danmaku: count.nullable(),
  observedAt: z.int(),
  observedBasis,
});
export type CanonicalCounts = z.infer<typeof canonicalCounts>;

export const DECISION_TYPES = [
  'forget',
  'opt_out',
  'class_override',
  'label_override',
  'authenticity_override',
  'ugc_state',
  'same_person',
  'verdict',
  'work_status',
  'work_owner',
  'work_note',
  'last_contact',
  'note',
] as const;
/** What a person decided; the newest per (type, subject, brand) applies to every later publish, whatever week it is for. */
export const canonicalDecision = z.object({
  id: z.string().min(1),
  type: z.enum(DECISION_TYPES),
  /** Pseudonym of the author or post; a decision never carries a handle. */
  subjectKey: z.string().min(1),
  brandId: slug.nullable(),
  value: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: z.int(),
  /** What belongs to the value, such as the terms of a grant; absent = nothing. Stays in raw, never in the lake. */
  details: z.record(slug, z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  /** Id of the decision that this one takes back; absent = none. */
  undoes: z.string().min(1).optional(),
});
export type CanonicalDecision = z.infer<typeof canonicalDecision>;

/** One line of a published list, kept in raw so that later weeks can say what changed. */
export const canonicalPublication = z.object({
  /** `YYYY-MM-DD`, exclusive. */
  asOf: z.iso.date(),
  list: slug,
  brandId: slug,
  authorKey: z.string().min(1),
  rank: z.int().positive(),
  index: z.number(),
  score: z.number(),
  /** K_ref and other reference values that stay frozen. */
  references: z.record(z.string(), z.number()),
  backtest: z.record(z.string(), z.number().nullable()),
  modelVersion: z.string().min(1),
  publishedAt: z.int(),
});
export type CanonicalPublication = z.infer<typeof canonicalPublication>;

/** What one raw record becomes. Most records give one record, at most one author and one line of counts. */
export interface Rows {
  readonly records: readonly CanonicalRecord[];
  readonly authors: readonly CanonicalAuthor[];
  readonly counts: readonly CanonicalCounts[];
}

/** A raw record that is rightly no row (a placeholder, an ad slot, a deleted marker) and why. */
export interface Skip {
  readonly skip: string;
}
