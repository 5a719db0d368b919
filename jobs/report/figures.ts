/** The numbers of a candidate as its sentences use them, already formatted. */
import type { Brand } from '../config/types.ts';
import { percent, short } from './numbers.ts';
import type { CandidateRow } from './rows.ts';

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
}

/** @param brand the row's own brand; undefined if it has left the config since the build. */
export function figures(row: CandidateRow, brand: Brand | undefined): Figures {
  const { share, shareLift } = row;
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
  };
}
