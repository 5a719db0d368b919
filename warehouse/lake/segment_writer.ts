/**
 * Writes what one raw segment becomes: canonical rows and text scores in, lake and identity tables out.
 * This is the one place where ids turn into pseudonyms and moments into days; identity never reaches a lake table.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LakeTable } from '../contracts/columns.ts';
import { IDENTITY_TABLES } from '../contracts/identity_tables.ts';
import { authorId, handleId, type Pseudonymiser, recordId } from '../contracts/ids.ts';
import { LAKE_TABLES } from '../contracts/lake.ts';
import {
  type CanonicalAuthor,
  type CanonicalCounts,
  type CanonicalDecision,
  type CanonicalPublication,
  type CanonicalRecord,
  METRICS,
} from '../contracts/rows.ts';
import { DAY_MS, dayNo, mondayOf, type ZoneOffset } from '../contracts/time.ts';
import type { AspectOpinion, BrandMention } from '../contracts/transform.ts';
import { isFreeText, namedDay } from './decision_values.ts';
import { cachedKeys } from './key_cache.ts';
import { TableWriter } from './table_writer.ts';
import { setTextScores, type TextScores } from './text_scores.ts';

type AllTables = (typeof LAKE_TABLES)[number] | (typeof IDENTITY_TABLES)[number];
type TableNamed<Name extends AllTables['name']> = Extract<AllTables, { name: Name }>;

/** Where a row comes from: the version of the record, its source and when we took it in (UTC ms). */
export interface Origin {
  readonly versionKey: string;
  readonly sourceId: string;
  readonly fetchedAt: number;
}

export interface SegmentWriterOptions {
  readonly connection: DuckDBConnection;
  readonly pseudonymise: Pseudonymiser;
  readonly offset: ZoneOffset;
  /** Folds handles so that official accounts given by name match whatever their case. */
  readonly fold: (text: string) => string;
}

interface Seen {
  readonly platform: string;
  readonly id: string;
  observedAt: number;
  origin: Origin;
}

/** The first 48 bits of a pseudonym: as good as random, and the same wherever the account appears. */
function tieNo(authorKey: string): number {
  return Number.parseInt(authorKey.slice(0, 12), 16);
}

export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  readonly #writers = new Map<string, TableWriter>();
  readonly #cachedKey: Pseudonymiser;
  /** Accounts that wrote something in this segment: when the first of it was seen. */
  readonly #seen = new Map<string, Seen>();
  #admittedFromDay: number | null = null;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
    this.#cachedKey = cachedKeys(options.pseudonymise);
    for (const table of [...LAKE_TABLES, ...IDENTITY_TABLES])
      this.#writers.set(table.name, new TableWriter(options.connection, table as LakeTable));
  }

  /** Forgets what an earlier segment left behind (a failed one may have rows that were never written). */
  begin(): void {
    this.#admittedFromDay = null;
    this.#seen.clear();
    for (const writer of this.#writers.values()) writer.discard();
  }

  /**
   * First day on which any row of this segment can be part of a build: the smallest max(day_no, observed_day_no).
   * Null when no row says (no rows at all).
   */
  get admittedFromDay(): number | null {
    return this.#admittedFromDay;
  }

  postKey(record: { readonly platform: string; readonly kind: string; readonly id: string }): string {
    return this.#options.pseudonymise(recordId(record.platform, record.kind, record.id));
  }

  addRecord(postKey: string, record: CanonicalRecord, origin: Origin, textLength: number): void {
    const { platform, publishedAt, observedAt } = record;
    const day = publishedAt === null ? null : dayNo(publishedAt, this.#options.offset);
    const observedDay = dayNo(observedAt, this.#options.offset);
    this.#admit(Math.max(day ?? observedDay, observedDay));
    const authorKey = record.authorId === null ? null : this.#cachedKey(authorId(platform, record.authorId));
    if (authorKey !== null) this.#see(authorKey, platform, record.authorId!, observedAt, origin);

    const posts = this.#writer('posts');
    const { at } = posts;
    posts.set(at.post_key, postKey);
    posts.set(at.version_key, origin.versionKey);
    posts.set(at.node_key, this.#nodeKey(platform, record.id));
    posts.set(at.parent_node_key, record.parentId === null ? null : this.#nodeKey(platform, record.parentId));
    posts.set(at.root_node_key, record.rootId === null ? null : this.#nodeKey(platform, record.rootId));
    posts.set(at.author_key, authorKey);
    posts.set(at.platform, platform);
    posts.set(at.kind, record.kind);
    posts.set(at.source_id, origin.sourceId);
    posts.set(at.format, record.format);
    posts.set(at.region, record.region);
    posts.set(at.product, record.product);
    posts.set(at.observed_basis, record.observedBasis);
    posts.set(at.coverage_basis, record.coverageBasis);
    posts.set(at.rating, record.rating);
    posts.set(at.rating_scale, record.ratingScale);
    posts.set(at.rating_sign, record.ratingSign);
    posts.set(at.text_length, textLength);
    posts.set(at.tie_no, authorKey === null ? null : tieNo(authorKey));
    posts.set(at.image_count, record.imageCount);
    posts.set(at.image_min_px, record.imageMinPx);
    posts.set(at.replied_by_count, record.repliedBy.length);
    posts.set(at.day_no, day);
    posts.set(at.observed_day_no, observedDay);
    posts.set(at.has_video, record.hasVideo);
    posts.set(at.has_brand_field, record.brand !== null);
    posts.set(at.is_brand, record.isBrand);
    posts.set(at.is_repost, record.isRepost);
    posts.set(at.is_disclosed, record.isDisclosed);
    posts.set(at.is_gifted, record.isGifted);
    posts.set(at.is_purchase_verified, record.isPurchaseVerified);
    posts.set(at.is_excerpt, record.isExcerpt ?? false);
    posts.set(at.collects_replies, record.collectsReplies);
    posts.set(at.week_start, day === null ? null : mondayOf(day));
    posts.set(at.published_at, publishedAt);
    posts.set(at.observed_at, observedAt);
    posts.set(at.fetched_at, origin.fetchedAt);
    posts.endRow();

    const identity = this.#writer('identity_posts');
    identity.set(identity.at.post_key, postKey);
    identity.set(identity.at.version_key, origin.versionKey);
    identity.set(identity.at.author_key, authorKey);
    identity.set(identity.at.post_id, record.id);
    identity.set(identity.at.url, record.url);
    identity.set(identity.at.title, record.title);
    identity.set(identity.at.text, record.text ?? record.transcript ?? record.ocrText);
    identity.set(identity.at.is_excerpt, record.isExcerpt ?? false);
    identity.set(identity.at.observed_day_no, observedDay);
    identity.set(identity.at.observed_at, observedAt);
    identity.set(identity.at.fetched_at, origin.fetchedAt);
    identity.endRow();
  }

  addAuthor(author: CanonicalAuthor, origin: Origin): void {
    const authorKey = this.#cachedKey(authorId(author.platform, author.id));
    const observedDay = dayNo(author.observedAt, this.#options.offset);
    this.#admit(observedDay);

    const authors = this.#writer('authors');
    const { at } = authors;
    authors.set(at.author_key, authorKey);
    authors.set(
      at.name_key,
      author.name === null ? null : this.#cachedKey(handleId(author.platform, this.#options.fold(author.name))),
    );
    authors.set(at.version_key, origin.versionKey);
    authors.set(at.platform, author.platform);
    authors.set(at.source_id, origin.sourceId);
    authors.set(at.account_kind, author.accountKind);
    authors.set(at.observed_basis, author.observedBasis);
    if (author.followers !== null) {
      authors.set(at.followers_count, author.followers.value);
      authors.set(at.followers_granularity, author.followers.granularity);
      authors.set(at.followers_is_floor, author.followers.isFloor);
    }
    authors.set(at.observed_day_no, observedDay);
    authors.set(at.is_verified, author.isVerified);
    authors.set(at.has_contact, author.hasContact);
    authors.set(at.observed_at, author.observedAt);
    authors.set(at.fetched_at, origin.fetchedAt);
    authors.endRow();

    const identity = this.#writer('identity_authors');
    identity.set(identity.at.author_key, authorKey);
    identity.set(identity.at.platform, author.platform);
    identity.set(identity.at.author_id, author.id);
    identity.set(identity.at.author_name, author.name);
    identity.set(identity.at.author_url, author.url);
    identity.set(identity.at.observed_day_no, observedDay);
    identity.set(identity.at.observed_at, author.observedAt);
    identity.set(identity.at.fetched_at, origin.fetchedAt);
    identity.set(identity.at.version_key, origin.versionKey);
    identity.endRow();
  }

  /** Nothing is written when no count is shown. */
  addCounts(postKey: string, counts: CanonicalCounts, origin: Origin): void {
    if (METRICS.every((metric) => counts[metric] === null)) return;
    const observedDay = dayNo(counts.observedAt, this.#options.offset);
    this.#admit(observedDay);
    const observations = this.#writer('observations');
    const { at } = observations;
    observations.set(at.post_key, postKey);
    observations.set(at.version_key, origin.versionKey);
    observations.set(at.platform, counts.platform);
    observations.set(at.source_id, origin.sourceId);
    observations.set(at.observed_basis, counts.observedBasis);
    for (const metric of METRICS) {
      const shown = counts[metric];
      if (shown === null) continue;
      const first = (at as Record<string, number>)[`${metric}_count`]!;
      observations.set(first, shown.value);
      observations.set(first + 1, shown.granularity);
      observations.set(first + 2, shown.isFloor);
    }
    observations.set(at.observed_day_no, observedDay);
    observations.set(at.observed_at, counts.observedAt);
    observations.set(at.fetched_at, origin.fetchedAt);
    observations.endRow();
  }

  addTextScores(postKey: string, scores: TextScores, origin: Origin): void {
    const features = this.#writer('text_features');
    features.set(features.at.post_key, postKey);
    features.set(features.at.version_key, origin.versionKey);
    setTextScores(features, scores);
    features.endRow();

    if (scores.similarity === null) return;
    const similarity = this.#writer('text_similarity');
    similarity.set(similarity.at.post_key, postKey);
    similarity.set(similarity.at.version_key, origin.versionKey);
    const { hashes, bands } = scores.similarity;
    for (let i = 0; i < hashes.length; i++) similarity.set(similarity.at.h00! + i, hashes[i]!);
    for (let i = 0; i < bands.length; i++) similarity.set(similarity.at.b0! + i, bands[i]!);
    similarity.endRow();
  }

  addMention(postKey: string, mention: BrandMention, origin: Origin): void {
    const mentions = this.#writer('mentions');
    const { at } = mentions;
    mentions.set(at.post_key, postKey);
    mentions.set(at.version_key, origin.versionKey);
    mentions.set(at.brand_id, mention.brandId);
    mentions.set(at.role, mention.role);
    mentions.set(at.basis, mention.basis);
    mentions.set(at.product_id, mention.productId);
    mentions.set(at.polarity, mention.polarity);
    mentions.set(at.positive_p, mention.positiveP);
    mentions.set(at.negative_p, mention.negativeP);
    mentions.endRow();
  }

  addAspect(postKey: string, opinion: AspectOpinion, origin: Origin): void {
    const aspects = this.#writer('aspects');
    const { at } = aspects;
    aspects.set(at.post_key, postKey);
    aspects.set(at.version_key, origin.versionKey);
    aspects.set(at.brand_id, opinion.brandId);
    aspects.set(at.aspect, opinion.aspect);
    aspects.set(at.term, opinion.term);
    aspects.set(at.sign, opinion.sign);
    aspects.endRow();
  }

  addKeyword(postKey: string, keyword: { term: string; kind: string }, origin: Origin): void {
    const keywords = this.#writer('keywords');
    const { at } = keywords;
    keywords.set(at.post_key, postKey);
    keywords.set(at.version_key, origin.versionKey);
    keywords.set(at.term, keyword.term);
    keywords.set(at.kind, keyword.kind);
    keywords.endRow();
  }

  addDecision(decision: CanonicalDecision): void {
    if (isFreeText(decision)) return;
    const decisions = this.#writer('decisions');
    const { at } = decisions;
    decisions.set(at.decision_id, decision.id);
    decisions.set(at.type, decision.type);
    decisions.set(at.subject_key, decision.subjectKey);
    decisions.set(at.brand_id, decision.brandId);
    decisions.set(at.value, decision.value);
    decisions.set(at.value_day_no, namedDay(decision));
    decisions.set(at.decided_day_no, dayNo(decision.at, this.#options.offset));
    decisions.set(at.decided_at, decision.at);
    this.#admit(Number.MIN_SAFE_INTEGER); // decisions apply to every later publish, whatever week it is for
    decisions.endRow();
  }

  addPublication(publication: CanonicalPublication): void {
    const asOfDay = Math.floor(Date.parse(`${publication.asOf}T00:00:00Z`) / DAY_MS);
    const publications = this.#writer('publications');
    const { at } = publications;
    publications.set(at.list, publication.list);
    publications.set(at.brand_id, publication.brandId);
    publications.set(at.author_key, publication.authorKey);
    publications.set(at.model_version, publication.modelVersion);
    publications.set(at.as_of_day, asOfDay);
    publications.set(at.rank, publication.rank);
    publications.set(at.index_value, publication.index);
    publications.set(at.score, publication.score);
    publications.set(at.published_at, publication.publishedAt);
    this.#admit(asOfDay);
    publications.endRow();
  }

  /** Writes the rows of one table to a new file; returns how many (no file for 0). */
  async writePart(table: AllTables['name'], path: string): Promise<number> {
    if (table === 'identity_authors') this.#addSeen();
    return this.#writer(table).writePart(path);
  }

  /** Whatever else is known of an account, its id is: the earliest sighting of it in this segment. */
  #see(authorKey: string, platform: string, id: string, observedAt: number, origin: Origin): void {
    const seen = this.#seen.get(authorKey);
    if (seen === undefined) this.#seen.set(authorKey, { platform, id, observedAt, origin });
    else if (observedAt < seen.observedAt) {
      seen.observedAt = observedAt;
      seen.origin = origin;
    }
  }

  #addSeen(): void {
    const identity = this.#writer('identity_authors');
    for (const [authorKey, { platform, id, observedAt, origin }] of this.#seen) {
      identity.set(identity.at.author_key, authorKey);
      identity.set(identity.at.platform, platform);
      identity.set(identity.at.author_id, id);
      identity.set(identity.at.observed_day_no, dayNo(observedAt, this.#options.offset));
      identity.set(identity.at.observed_at, observedAt);
      identity.set(identity.at.fetched_at, origin.fetchedAt);
      identity.set(identity.at.version_key, origin.versionKey);
      identity.endRow();
    }
    this.#seen.clear();
  }

  #writer<Name extends AllTables['name']>(name: Name): TableWriter<TableNamed<Name>> {
    return this.#writers.get(name) as unknown as TableWriter<TableNamed<Name>>;
  }

  #nodeKey(platform: string, id: string): string {
    return this.#cachedKey(`${platform}::${id}`);
  }

  #admit(day: number): void {
    if (this.#admittedFromDay === null || day < this.#admittedFromDay) this.#admittedFromDay = day;
  }
}
