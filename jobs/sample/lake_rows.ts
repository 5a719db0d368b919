/**
 * What the lake would hold of a market: the fast way from planted truth to the models, without texts. Feelings are planted as
 * a reader that is wrong now and then would read them; everything else is as collected.
 */
import type { LakeTableName } from '../../warehouse/contracts/lake.ts';
import { dayNo, mondayOf, type ZoneOffset } from '../../warehouse/contracts/time.ts';
import type { Cell } from '../../warehouse/lake/table_writer.ts';
import { PLATFORMS } from './brands.ts';
import { type Dice, dice } from './dice.ts';
import type { MarketEvent, Mood, Sighting } from './events.ts';
import { fingerprints } from './fingerprints.ts';
import { type Keys, keysOf } from './keys.ts';
import type { Market } from './market.ts';
import { marketEvents } from './timeline.ts';

export interface LakeRow {
  readonly table: LakeTableName;
  /** Columns that are not here are null. */
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Collection {
  /** Part of the feelings that are read wrong, 0 to 0.3; default 0.12. */
  readonly noise?: number;
  /** Renames all accounts and records; default ''. */
  readonly salt?: string;
  /** What is written before this moment (UTC ms) was never collected; default: everything is there. */
  readonly sinceMs?: number;
  /** Default full; keyword_only leaves out what names no brand and answers nothing that does. */
  readonly coverageBasis?: 'full' | 'keyword_only';
  /** Zone of the workspace. */
  readonly offset: ZoneOffset;
}

const SOURCE: Readonly<Record<string, string>> = { xiaohongshu: 'notes', weibo: 'microblog', bluesky: 'social' };

/** Rows of posts, authors, observations, text_features, text_similarity and mentions, record by record. */
export function* lakeRows(market: Market, collection: Collection): Generator<LakeRow> {
  const chance = dice(market.plan.seed).fork('reading');
  const keys = keysOf(`${market.plan.seed}/${collection.salt ?? ''}`);
  for (const event of marketEvents(market)) {
    const read = readEvent(event, collection.noise ?? 0.12, chance);
    if (event.publishedAt < (collection.sinceMs ?? 0)) continue;
    if (collection.coverageBasis === 'keyword_only' && event.brand === null) continue;
    for (const [nth, seen] of event.sightings.entries()) yield* rowsOf({ event, seen, nth, read, keys, collection });
  }
}

/** What a reader makes of the words; the same for every sighting of a record. */
interface Reading {
  readonly positiveP: number;
  readonly negativeP: number;
  readonly length: number;
  readonly hasShopLink: boolean;
  readonly similarity: Readonly<Record<string, Cell>> | null;
}

function readEvent(event: MarketEvent, noise: number, chance: Dice): Reading {
  const isPost = event.kind === 'post';
  return {
    ...feelings(readMood(event.mood, noise, chance), noise),
    length: isPost ? 40 + chance.below(160) : 4 + chance.below(14),
    hasShopLink: isPost && event.author.role === 'kol' && chance.chance(0.25),
    similarity: isPost ? fingerprints(event.copyOf, chance) : null,
  };
}

const MOODS: readonly Mood[] = ['positive', 'neutral', 'negative'];

function readMood(mood: Mood, noise: number, chance: Dice): Mood {
  return chance.chance(noise) ? chance.pick(MOODS.filter((one) => one !== mood)) : mood;
}

/** As sure as the reader is right. */
function feelings(read: Mood, noise: number): { positiveP: number; negativeP: number } {
  const p = (mood: Mood): number => (read === mood ? 1 - noise : noise / 2);
  return { positiveP: p('positive'), negativeP: p('negative') };
}

interface Look {
  readonly event: MarketEvent;
  readonly seen: Sighting;
  /** Which sighting, from 0: each is a version of the record. */
  readonly nth: number;
  readonly read: Reading;
  readonly keys: Keys;
  readonly collection: Collection;
}

function* rowsOf(look: Look): Generator<LakeRow> {
  const { event, seen, nth, read, keys, collection } = look;
  const { author } = event;
  const platform = PLATFORMS[author.platform];
  const isPost = event.kind === 'post';
  const authorKey = event.isMasked ? null : keys('author', author.index);
  const version = { post_key: keys('post', event.no), version_key: keys('version', event.no * 2 + nth) };
  const taken = {
    version_key: version.version_key,
    platform: author.platform,
    source_id: SOURCE[author.platform]!,
    observed_basis: 'observed',
    observed_day_no: dayNo(seen.observedAt, collection.offset),
    observed_at: seen.observedAt,
    fetched_at: seen.observedAt,
  };
  const day = dayNo(event.publishedAt, collection.offset);
  yield {
    table: 'posts',
    cells: {
      ...taken,
      ...version,
      node_key: keys('node', event.no),
      parent_node_key: event.parentNo === null ? null : keys('node', event.parentNo),
      root_node_key: event.rootNo === null ? null : keys('node', event.rootNo),
      author_key: authorKey,
      kind: event.kind,
      format: isPost ? platform.format : null,
      coverage_basis: collection.coverageBasis ?? 'full',
      text_length: read.length,
      tie_no: authorKey === null ? null : Number.parseInt(authorKey.slice(0, 12), 16),
      image_count: event.images,
      replied_by_count: 0,
      day_no: day,
      has_brand_field: false,
      collects_replies: true,
      week_start: mondayOf(day),
      published_at: event.publishedAt,
    },
  };
  if (authorKey !== null) {
    yield {
      table: 'authors',
      cells: {
        ...taken,
        author_key: authorKey,
        name_key: keys('name', author.index),
        account_kind: author.role === 'official' ? 'organisation' : 'person',
        followers_count: seen.followers,
        followers_granularity: 1,
        followers_is_floor: false,
        has_contact: author.hasContact,
      },
    };
  }
  yield { table: 'observations', cells: { ...taken, post_key: version.post_key, ...counts(event, seen) } };
  yield { table: 'text_features', cells: { ...version, ...features(event, read) } };
  if (read.similarity !== null) yield { table: 'text_similarity', cells: { ...version, ...read.similarity } };
  yield* mentions(event, collection.noise ?? 0.12, version);
}

function counts(event: MarketEvent, seen: Sighting): Record<string, Cell> {
  const { shows } = PLATFORMS[event.author.platform];
  const shown: [string, number][] = [['likes', seen.likes]];
  if (event.kind === 'post')
    shown.push(['replies', seen.replies], ...shows.map((name) => [name, seen[name]] as [string, number]));
  const cells: Record<string, Cell> = {};
  for (const [name, value] of shown) {
    cells[`${name}_count`] = value;
    cells[`${name}_granularity`] = 1;
    cells[`${name}_is_floor`] = false;
  }
  return cells;
}

function features(event: MarketEvent, read: Reading): Record<string, Cell> {
  const { language } = PLATFORMS[event.author.platform];
  return {
    lang: language === 'zh' ? 'zh-Hans' : 'en',
    polarity: read.positiveP - read.negativeP,
    positive_p: read.positiveP,
    negative_p: read.negativeP,
    confidence: Math.max(read.positiveP, read.negativeP),
    is_calibrated: true,
    disclosure_state: event.isDisclosed ? 'declared' : 'none',
    disclosure_kind: event.isDisclosed ? 'paid' : null,
    own_length: read.length,
    utility_cues_count: 0,
    entertainment_cues_count: 0,
    is_question: event.isQuestion,
    has_shop_link: read.hasShopLink,
    ...SAYS_NOTHING_ELSE,
  };
}

const SAYS_NOTHING_ELSE = Object.fromEntries(
  'is_purchase_question is_recommendation is_warning is_repurchase is_switch is_complaint is_announcement is_lottery has_discount_code is_medical_claim involves_minor mocks_competitor is_unsafe_use'
    .split(' ')
    .map((name) => [name, false]),
);

function* mentions(event: MarketEvent, noise: number, version: Readonly<Record<string, Cell>>): Generator<LakeRow> {
  const { brand, other, kind } = event;
  const row = (brandId: string, role: string, cells: Readonly<Record<string, Cell>>): LakeRow => ({
    table: 'mentions',
    cells: { ...version, brand_id: brandId, role, basis: 'text', ...cells },
  });
  if (brand !== null && event.isNamed) yield row(brand.id, 'subject', {});
  if (other === null) return;
  // Under a post, another brand is named as the better one; in a post, as what the subject is held against.
  const { positiveP, negativeP } = feelings(kind === 'comment' ? 'positive' : 'neutral', noise);
  const cells = { polarity: positiveP - negativeP, positive_p: positiveP, negative_p: negativeP };
  yield row(other.id, kind === 'comment' ? 'subject' : 'comparison', cells);
}
