/** The sample market as three platforms hold it: whole threads with counts of their own, ready to be asked for or to be written as a file. */
import { compose } from '../../jobs/sample/compose.ts';
import { dice } from '../../jobs/sample/dice.ts';
import type { SampleAuthor } from '../../jobs/sample/market.ts';
import { marketEvents } from '../../jobs/sample/timeline.ts';
import { sampleMarket } from '../../jobs/sample/write_market.ts';

export const API_NAMES = ['hackernews', 'bluesky', 'mastodon'] as const;
export type ApiName = (typeof API_NAMES)[number];

/** Which platform of the sample market lives where. */
const HOME = { weibo: 'hackernews', bluesky: 'bluesky', xiaohongshu: 'mastodon' } as const;

export interface FakeRecord {
  readonly no: number;
  /** Null for posts. */
  readonly root: FakeRecord | null;
  readonly parent: FakeRecord | null;
  readonly children: FakeRecord[];
  readonly author: SampleAuthor;
  readonly handle: string;
  readonly title: string | null;
  readonly text: string;
  readonly images: number;
  readonly likes: number;
  readonly shares: number;
  /** UTC ms, whole seconds. */
  readonly at: number;
  /** Positive towards a brand in truth: its id; else null. */
  readonly praises: string | null;
}

export interface FakeMarket {
  readonly authors: readonly SampleAuthor[];
  readonly records: Readonly<Record<ApiName, readonly FakeRecord[]>>;
}

/** The same options give the same market, up to `until` (UTC ms). Each record as it was seen last; nobody is masked. */
export function fakeMarket(options: {
  readonly seed: number;
  readonly authors: number;
  readonly weeks: number;
  readonly asOf: string;
  readonly until: number;
}): FakeMarket {
  const market = sampleMarket(options);
  const chance = dice(String(options.seed)).fork('words');
  const byNo = new Map<number, FakeRecord>();
  const records: Record<ApiName, FakeRecord[]> = { hackernews: [], bluesky: [], mastodon: [] };
  for (const event of marketEvents(market)) {
    const seen = event.sightings.at(-1)!;
    if (event.publishedAt >= options.until) continue;
    const parent = event.parentNo === null ? null : byNo.get(event.parentNo)!;
    const record: FakeRecord = {
      no: event.no,
      root: event.rootNo === null ? null : byNo.get(event.rootNo)!,
      parent,
      children: [],
      author: event.author,
      handle: handleOf(event.author),
      ...compose(event, chance),
      images: event.images,
      likes: seen.likes,
      shares: event.kind === 'post' ? seen.shares : 0,
      at: Math.floor(event.publishedAt / 1000) * 1000,
      praises: event.mood === 'positive' ? (event.brand?.id ?? null) : null,
    };
    byNo.set(record.no, record);
    parent?.children.push(record);
    records[HOME[event.author.platform]].push(record);
  }
  return { authors: market.authors, records };
}

export function handleOf({ index }: SampleAuthor): string {
  return `u${index}`;
}

export function apiOf({ platform }: SampleAuthor): ApiName {
  return HOME[platform];
}

/** Everything under a record, itself left out. */
export function under(record: FakeRecord): FakeRecord[] {
  return record.children.flatMap((child) => [child, ...under(child)]);
}

export function newestFirst(records: Iterable<FakeRecord>): FakeRecord[] {
  return [...records].sort((a, b) => b.at - a.at || b.no - a.no);
}
