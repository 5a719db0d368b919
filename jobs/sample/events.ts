/** What happens in the sample market, and the rules that posts and answers share. A record has no words here, only what it is about. */
import type { SampleBrand } from './brands.ts';
import type { Dice } from './dice.ts';
import type { Market, SampleAuthor } from './market.ts';
import { type Moods, ROLES } from './roles.ts';

export const HOUR_MS = 3_600_000;
export const WEEK_MS = 168 * HOUR_MS;

export type Mood = 'positive' | 'neutral' | 'negative';

/** One look at a record: when (UTC ms), and what it showed. */
export interface Sighting {
  readonly observedAt: number;
  readonly followers: number;
  readonly likes: number;
  readonly saves: number;
  readonly replies: number;
  readonly shares: number;
}

export interface MarketEvent {
  readonly kind: 'post' | 'comment';
  /** Number in the market, from 1. */
  readonly no: number;
  /** The post at the top, and what is answered; null for posts. */
  readonly rootNo: number | null;
  readonly parentNo: number | null;
  readonly author: SampleAuthor;
  /** The author shows no id (some comments do). */
  readonly isMasked: boolean;
  /** What it is about; null = something with the name of a brand that is none. */
  readonly brand: SampleBrand | null;
  /** Another brand that is named beside it. */
  readonly other: SampleBrand | null;
  /** Whether the words name `brand`; most comments do not. */
  readonly isNamed: boolean;
  /** What is truly felt about `brand`. */
  readonly mood: Mood;
  readonly isQuestion: boolean;
  /** Number of a text that several accounts share; null = own words. */
  readonly copyOf: number | null;
  readonly isDisclosed: boolean;
  readonly images: number;
  /** UTC ms. */
  readonly publishedAt: number;
  /** One, or two where it was looked at again a week later; in order of time, none after the end of the market. */
  readonly sightings: readonly [Sighting, ...Sighting[]];
}

/** Whom an answer to praise has made curious: which brand, until which week, how strongly. */
export interface Exposures {
  readonly brand: Int16Array;
  readonly until: Int16Array;
  readonly force: Float32Array;
}

/** The market while it lives. */
export interface Life {
  readonly market: Market;
  readonly chance: Dice;
  readonly exposures: Exposures;
  /** Chance that a fake that plays the stranger answers an honest post, by platform. */
  readonly camouflage: Record<string, { readonly fakes: readonly SampleAuthor[]; answers: number; posts: number }>;
  nextNo(): number;
}

export function followersIn(author: SampleAuthor, week: number): number {
  return Math.round(author.followers * (1 + 0.004 * week));
}

/** What an author feels when speaking of a brand. */
export function feel(author: SampleAuthor, brand: SampleBrand | null, chance: Dice): Mood {
  const traits = ROLES[author.role];
  const [positive, neutral]: Moods = brand === author.home ? traits.moodAtHome : traits.moodElsewhere;
  const at = chance.next();
  return at < positive ? 'positive' : at < positive + neutral ? 'neutral' : 'negative';
}

/** Moments at which a record is seen: hours to days later, and for one in eight again about a week after that. */
export function looks(publishedAt: number, endsAt: number, chance: Dice): [number, ...number[]] {
  const last = endsAt - HOUR_MS / 6;
  const first = Math.max(publishedAt, Math.min(publishedAt + (6 + chance.below(84)) * HOUR_MS, last));
  const again = first + WEEK_MS + chance.below(24) * HOUR_MS;
  return chance.chance(0.125) && again < last ? [first, again] : [first];
}
