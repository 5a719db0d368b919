/** The numbers of a candidate as its sentences use them, already formatted. */
import type { Brand } from '../config/types.ts';
import { grouped, percent, short } from './numbers.ts';
import type { CandidateRow, LeftOutRow, LookalikeRow, UgcRow } from './rows.ts';

export interface Figures {
  readonly category: string;
  readonly share: string;
  /** Share of the brand in all praise of the category; null = not computable. */
  readonly market: string | null;
  readonly lift: string;
  readonly weeks: number;
  readonly positive: number;
  readonly mentions: number;
  readonly posLow: string;
  readonly posHigh: string;
  /** Under 2 effective mentions the interval is shown, not the point (ranking 2). */
  readonly isThin: boolean;
  readonly rate: string;
  /** Date of the first mention; null = not dated. */
  readonly since: string | null;
  /** Positive part of all mentions of the brand; null = not known. */
  readonly usualPos: string | null;
  /** Mentions expected within the half year; null = under one, or more than the pace of all praise allows: then it is the market that grows. */
  readonly expected: string | null;
  readonly flags: number;
  readonly flagsChecked: number;
  readonly responders: number;
  readonly newResponders: number;
  readonly inner: number;
  /** Times the usual, such as 2.1. */
  readonly engagement: string;
  readonly engagedPosts: number;
  readonly platform: string;
  /** A credible stranger has answered. */
  readonly isAnswered: boolean;
}

/** Flags of ranking 5. */
const FLAGS_CHECKED = 9;

/** @param brand the row's own brand; undefined if it has left the config since the build. */
export function figures(row: CandidateRow, brand: Brand | undefined): Figures {
  const { share, shareLift } = row;
  const expected = Math.round(row.expectedMentions);
  return {
    category: (brand?.category ?? '').replaceAll('_', ' '),
    share: percent(share ?? 0),
    market: share === null || shareLift === null || shareLift <= 0 ? null : percent(share / shareLift),
    lift: short(shareLift ?? 0),
    weeks: row.weeksCount,
    positive: row.positiveMentionsCount,
    mentions: row.mentionsCount,
    posLow: percent(row.posLow ?? row.pos),
    posHigh: percent(row.posHigh ?? row.pos),
    isThin: row.nEff < 2,
    rate: short(row.ratePerYear),
    since: row.firstMentionDate,
    usualPos: row.usualPos === null ? null : percent(row.usualPos),
    expected: expected < 1 || expected > Math.ceil(row.ratePerYear / 2) ? null : short(expected),
    flags: row.authenticityFlagsCount,
    flagsChecked: FLAGS_CHECKED,
    responders: row.respondersCount ?? 0,
    newResponders: Math.round((row.reachNewShare ?? 0) * (row.respondersCount ?? 0)),
    inner: row.innerCircleCount ?? 0,
    engagement: short((row.engagementValue ?? 100) / 100),
    engagedPosts: row.engagedPostsCount ?? 0,
    platform: row.platform,
    isAnswered: row.floorFactor >= 1,
  };
}

/** What a sentence on a post to feature says; null = not known. */
export interface UgcFigures {
  /** What the post is: how_to and others, else review or post. */
  readonly sort: string;
  readonly images: number | null;
  readonly hasVideo: boolean | null;
  /** Times the usual saves for each like, such as 3.4. */
  readonly saves: string | null;
  readonly isPlayful: boolean;
  readonly isCopied: boolean;
  /** What was declared, in the language of the sentence. */
  readonly declared: string | null;
  /** Rights state in the language of the sentence. */
  readonly rights: string;
}

/** @param rights and declared in the language of the sentence. */
export function ugcFigures(row: UgcRow, rights: string, declared: string | null): UgcFigures {
  return {
    sort: row.utilityCue ?? (row.kind === 'review' ? 'review' : 'post'),
    images: row.imageCount,
    hasVideo: row.hasVideo,
    saves: row.saveLift === null ? null : short(row.saveLift),
    isPlayful: row.appeal === 'entertaining' || row.appeal === 'both',
    isCopied: row.isCopied === true,
    declared,
    rights,
  };
}

/** The numbers of somebody left out by class, already formatted; null = not known. */
export interface LeftOutFigures {
  /** Name of the class in the language of the sentence. */
  readonly class: string;
  readonly followers: string | null;
  readonly disclosed: string | null;
  readonly brands: string;
  readonly lift: string | null;
  readonly pos: string | null;
  readonly usualPos: string | null;
  readonly decided: string | null;
}

/** @param className the class in the language of the sentence. */
export function leftOutFigures(row: LeftOutRow, className: string): LeftOutFigures {
  const share = (value: number | null) => (value === null ? null : percent(value));
  return {
    class: className,
    followers: row.followersCount === null ? null : grouped(row.followersCount),
    disclosed: share(row.disclosedShare),
    brands: String(row.brandsCount ?? '–'),
    lift: row.shareLift === null ? null : short(row.shareLift),
    pos: share(row.pos),
    usualPos: share(row.usualPos),
    decided: row.decidedDate,
  };
}

/** How alike two authors are, as a sentence says it. */
export interface SimilarFigures {
  /** Like `.93`. */
  readonly taste: string;
  /** same from 0.9 of taste, some from 0.5, else few. */
  readonly brands: 'same' | 'some' | 'few';
  /** same where the slower has at least 0.75 of the faster's rate, near from 0.4, else far. */
  readonly pace: 'same' | 'near' | 'far';
  readonly isSamePlatform: boolean;
  readonly isSameLanguage: boolean;
}

/** The likeness of a row in bands; where they are cut is wording, not ranking. */
export function similarFigures({ taste, pace, isSamePlatform, isSameLanguage }: LookalikeRow): SimilarFigures {
  return {
    taste: taste.toFixed(2).replace(/^0/u, ''),
    brands: taste >= 0.9 ? 'same' : taste >= 0.5 ? 'some' : 'few',
    pace: pace >= 0.75 ? 'same' : pace >= 0.4 ? 'near' : 'far',
    isSamePlatform,
    isSameLanguage,
  };
}
