/** Lets the sample market live week by week. A stream: memory holds the authors, never the records. */
import { composeComment, composePost, type Mood } from './compose.ts';
import type { Dice } from './dice.ts';
import { BRANDS, drawBrand, PLATFORMS, ROLES, type SampleAuthor, type SampleBrand } from './market.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;

export interface SampleRecord {
  readonly kind: 'post' | 'comment';
  readonly id: string;
  /** The post that a comment answers; null for posts. */
  readonly rootId: string | null;
  readonly author: SampleAuthor;
  /** Followers when it was seen. */
  readonly followers: number;
  /** The author shows no id (some comments do). */
  readonly isMasked: boolean;
  readonly title: string | null;
  readonly text: string;
  /** UTC ms. */
  readonly publishedAt: number;
  /** UTC ms; hours to days later, never after the end of the market. */
  readonly observedAt: number;
  readonly likes: number;
  readonly saves: number;
  readonly replies: number;
  readonly shares: number;
  readonly images: number;
}

export interface Timeline {
  readonly authors: readonly SampleAuthor[];
  readonly weeks: number;
  /** UTC ms; nothing is published or seen at or after it. */
  readonly endsAt: number;
}

/** All records in order of the posts' weeks, each post followed by its comments. */
export function* records(timeline: Timeline, chance: Dice): Generator<SampleRecord> {
  const readers = Map.groupBy(timeline.authors, (author) => author.platform);
  const nextId = ids();
  for (let week = 0; week < timeline.weeks; week++) {
    const weekStart = timeline.endsAt - (timeline.weeks - week) * WEEK_MS;
    for (const author of timeline.authors) {
      if (week < author.weeks[0] || week > author.weeks[1]) continue;
      for (let left = chance.poisson(author.postsPerWeek); left > 0; left--) {
        const publishedAt = weekStart + chance.below(WEEK_MS - 12 * HOUR_MS);
        const brand = chooseBrand(author, chance);
        const post = makePost({ author, brand, publishedAt, week, id: nextId() }, timeline, chance);
        const comments =
          brand === null ? [] : commentsOn(post, brand, readers.get(author.platform) ?? [], timeline, nextId, chance);
        yield { ...post, replies: comments.length };
        yield* comments;
      }
    }
  }
}

/** Null: a false friend of a brand's name. */
function chooseBrand(author: SampleAuthor, chance: Dice): SampleBrand | null {
  if (author.role === 'casual' && chance.chance(0.03)) return null;
  if (chance.chance(ROLES[author.role].loyalty)) return author.home;
  return author.role === 'enthusiast' || author.role === 'kol' ? chance.pick(BRANDS) : drawBrand(chance);
}

function makePost(
  post: { author: SampleAuthor; brand: SampleBrand | null; publishedAt: number; week: number; id: string },
  timeline: Timeline,
  chance: Dice,
): SampleRecord {
  const { author, brand, publishedAt } = post;
  const words = composePost(author, brand, moodOf(author, brand, chance), chance);
  const followers = Math.round(author.followers * (1 + 0.004 * post.week));
  const noise = Math.exp(0.6 * chance.normal());
  const likes = chance.poisson(
    0.09 * followers ** 0.8 * PLATFORMS[author.platform].engagement * author.charm * noise + 0.5,
  );
  return {
    kind: 'post',
    id: post.id,
    rootId: null,
    author,
    followers,
    isMasked: false,
    ...words,
    publishedAt,
    observedAt: seenAt(publishedAt, timeline, chance),
    likes,
    saves: chance.poisson(likes * (author.role === 'koc' ? 0.45 : 0.25)),
    replies: 0,
    shares: chance.poisson(likes * 0.06),
    images: chance.poisson(author.platform === 'xiaohongshu' ? 3 : 0.8),
  };
}

function commentsOn(
  post: SampleRecord,
  brand: SampleBrand,
  readers: readonly SampleAuthor[],
  timeline: Timeline,
  nextId: () => string,
  chance: Dice,
): SampleRecord[] {
  const { author } = post;
  const mean =
    author.role === 'koc'
      ? 3
      : author.role === 'kol'
        ? 6
        : author.role === 'official'
          ? 2
          : author.role === 'ring'
            ? 3
            : 1.3;
  const ring = author.ring === null ? [] : readers.filter((reader) => reader.ring === author.ring && reader !== author);
  return Array.from({ length: chance.poisson(mean) }, () => {
    const reader = ring.length > 0 && chance.chance(0.9) ? chance.pick(ring) : drawReader(author, readers, chance);
    const publishedAt = Math.min(
      post.publishedAt + HOUR_MS / 6 + chance.below(60 * HOUR_MS),
      timeline.endsAt - HOUR_MS,
    );
    return {
      kind: 'comment' as const,
      id: nextId(),
      rootId: post.id,
      author: reader,
      followers: reader.followers,
      isMasked: chance.chance(0.03),
      title: null,
      text: composeComment(reader, brand, commentKind(reader, brand, chance), chance),
      publishedAt,
      observedAt: Math.max(post.observedAt, seenAt(publishedAt, timeline, chance)),
      likes: chance.poisson(0.8),
      saves: 0,
      replies: 0,
      shares: 0,
      images: 0,
    };
  });
}

/** Two thirds of the answers come from the author's neighbours in the list, so that circles are local and clustered. */
function drawReader(author: SampleAuthor, readers: readonly SampleAuthor[], chance: Dice): SampleAuthor {
  const isReader = (reader: SampleAuthor): boolean =>
    reader !== author && reader.role !== 'official' && reader.ring === null;
  const at = readers.indexOf(author);
  for (let tries = 0; tries < 20; tries++) {
    const near = (at + readers.length + 17 * (1 + chance.below(24))) % readers.length;
    const reader = chance.chance(0.66) ? readers[near]! : chance.pick(readers);
    if (isReader(reader)) return reader;
  }
  return readers.find(isReader) ?? author;
}

function commentKind(reader: SampleAuthor, brand: SampleBrand, chance: Dice): Mood | 'question' | 'rival' {
  const at = chance.next();
  if (at < 0.16) return 'question';
  if (at < 0.2 && reader.home.id !== brand.id) return 'rival';
  return moodOf(reader, brand, chance);
}

function moodOf(author: SampleAuthor, brand: SampleBrand | null, chance: Dice): Mood {
  const isStranger = author.role === 'koc' && brand?.id !== author.home.id;
  const [positive, neutral] = isStranger ? ROLES.casual.mood : ROLES[author.role].mood;
  const at = chance.next();
  return at < positive ? 'positive' : at < positive + neutral ? 'neutral' : 'negative';
}

function seenAt(publishedAt: number, { endsAt }: Timeline, chance: Dice): number {
  const delay = (6 + chance.below(84)) * HOUR_MS;
  return Math.max(publishedAt, Math.min(publishedAt + delay, endsAt - HOUR_MS / 6));
}

function ids(): () => string {
  let last = 0;
  return () => String(++last);
}
