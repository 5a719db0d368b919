/**
 * Accounts that act together: the armies that every market has, and attacks that lift a real but mediocre customer (the
 * shill). The habits of a kind are all there is to know about it; nothing of them is known to the models.
 */
import type { SampleBrand } from './brands.ts';

/** The three of the ranking guide, and five that the detector was not written for. */
export const ATTACK_KINDS = [
  'crude',
  'smart',
  'star',
  'befriended',
  'slow_drip',
  'two_tier',
  'hijacked',
  'swap',
] as const;
export type AttackKind = (typeof ATTACK_KINDS)[number];
export type RingKind = 'army' | AttackKind;

export interface Attack {
  readonly kind: AttackKind;
  /** Accounts that take part, without the shill; 0 = the shill alone, to compare with. */
  readonly size: number;
  /** Id of the brand on whose list the shill is to rise. */
  readonly brandId: string;
}

export interface RingHabits {
  readonly about: string;
  /** Weeks in which the ring is at work, before the end of the market (armies: anywhere); null = from the first week on. */
  readonly weeks: number | null;
  /** Of a member, on average. */
  readonly postsPerWeek: number;
  /** Part of the texts that are one of the ring's few. */
  readonly copies: number;
  /** Part of the posts that are about other brands. */
  readonly elsewhere: number;
  /** Chance that a member answers a post of another member, and of the shill. */
  readonly answersMembers: number;
  readonly answersShill: number;
  /** Part of the members that likes each post of the ring and of the shill. */
  readonly likes: number;
  /** Answers of honest readers that a post of a member gets, on average. */
  readonly answered: number;
  /** Answers a week that a member gives to strangers, to look like somebody. */
  readonly answersStrangers: number;
}

const OWN_WORDS = {
  copies: 0,
  elsewhere: 0.5,
  weeks: 20,
  postsPerWeek: 0.5,
  likes: 0.6,
  answered: 0,
  answersStrangers: 0,
} as const;

export const RING_HABITS: Readonly<Record<RingKind, RingHabits>> = {
  army: {
    about: 'Bursts for eight weeks, copies texts, likes and answers its own.',
    weeks: 8,
    postsPerWeek: 0.8,
    copies: 1,
    elsewhere: 0,
    answersMembers: 0.35,
    answersShill: 0,
    likes: 0.8,
    answered: 0.1,
    answersStrangers: 0,
  },
  crude: {
    about: 'An army that answers the shill, too.',
    weeks: 8,
    postsPerWeek: 0.8,
    copies: 1,
    elsewhere: 0,
    answersMembers: 0.35,
    answersShill: 0.8,
    likes: 0.8,
    answered: 0.1,
    answersStrangers: 0,
  },
  smart: {
    ...OWN_WORDS,
    about: 'Own words over 20 weeks, half about other brands, answering one another and the shill.',
    answersMembers: 0.3,
    answersShill: 0.6,
  },
  star: {
    ...OWN_WORDS,
    about: 'As smart, but answering the shill only, so that no two members know one another.',
    answersMembers: 0,
    answersShill: 0.8,
  },
  befriended: {
    ...OWN_WORDS,
    about: 'A star whose members are answered by honest strangers now and then, as anybody is.',
    answersMembers: 0,
    answersShill: 0.8,
    answered: 0.2,
  },
  slow_drip: {
    about:
      'Aged accounts that praise several brands now and then in their own words, chat with strangers, and answer the shill.',
    weeks: null,
    postsPerWeek: 0.25,
    copies: 0,
    elsewhere: 0.6,
    answersMembers: 0.02,
    answersShill: 0.5,
    likes: 0.3,
    answered: 0.3,
    answersStrangers: 0.3,
  },
  two_tier: {
    ...OWN_WORDS,
    about:
      'A star whose second half answers the first and never the shill: each that answers the shill has been answered by somebody else.',
    answersMembers: 0.3,
    answersShill: 0.8,
    answered: 0.1,
  },
  hijacked: {
    about: 'Bought answers from accounts of honest customers, who otherwise live on as they did.',
    weeks: 20,
    postsPerWeek: 0,
    copies: 0,
    elsewhere: 0,
    answersMembers: 0,
    answersShill: 0.7,
    likes: 0.7,
    answered: 0,
    answersStrangers: 0,
  },
  swap: {
    about:
      'Small sellers of different brands who praise and answer one another in turn: no two of them share a home brand for long.',
    weeks: null,
    postsPerWeek: 0.35,
    copies: 0,
    elsewhere: 0.5,
    answersMembers: 0.15,
    answersShill: 0.5,
    likes: 0.4,
    answered: 0.3,
    answersStrangers: 0.1,
  },
};

export interface Ring {
  readonly no: number;
  readonly kind: RingKind;
  /** What it is to praise. */
  readonly brand: SampleBrand;
  /** Index of the author whom it lifts; null for armies. */
  readonly shill: number | null;
  /** Indexes of its authors. */
  readonly members: readonly number[];
}

/** Whether the member at `place` of a ring answers a post of the member at `of` (null: of the shill). */
export function answersAtAll(ring: Ring, place: number, of: number | null): boolean {
  if (ring.kind !== 'two_tier') return true;
  const isFirstTier = place < ring.members.length / 2;
  return of === null ? isFirstTier : !isFirstTier && of < ring.members.length / 2;
}
