/** Who knows whom: a small world. Two thirds of an author's friends are neighbours, so that honest circles are clustered, too. */
import type { Dice } from './dice.ts';
import { scramble } from './keys.ts';
import type { Market, SampleAuthor } from './market.ts';

const FRIENDS = 18;

/** Part of the answers that come from friends; the rest from anybody on the platform. */
const FROM_FRIENDS = 0.8;

/** The `nth` friend of an author, always the same; may be the author in a market of one. */
export function friendOf(market: Market, author: SampleAuthor, nth: number): SampleAuthor {
  const people = market.byPlatform[author.platform];
  const drawn = scramble(author.index * FRIENDS + nth);
  const isNear = drawn % 3 < 2;
  const step = (nth % 2 === 0 ? 1 : -1) * (1 + (nth >> 1));
  const place = isNear ? author.place + step + people.length : Math.floor(drawn / 3);
  return people[place % people.length]!;
}

/** Somebody honest who is there in `week` and may answer the author; null where nobody was found. */
export function drawReader(market: Market, author: SampleAuthor, week: number, chance: Dice): SampleAuthor | null {
  const people = market.byPlatform[author.platform];
  for (let tries = 0; tries < 12; tries++) {
    const reader = chance.chance(FROM_FRIENDS)
      ? friendOf(market, author, chance.below(FRIENDS))
      : people[chance.below(people.length)]!;
    const isThere = week >= reader.weeks[0] && week <= reader.weeks[1];
    if (isThere && reader !== author && ANSWERS.has(reader.role)) return reader;
  }
  return null;
}

const ANSWERS: ReadonlySet<string> = new Set(['koc', 'casual', 'lurker', 'enthusiast', 'detractor', 'kol']);
