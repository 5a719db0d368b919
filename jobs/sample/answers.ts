/** Who answers a post, and what it does to them: an answer to praise makes curious, which is how a market talks itself round. */
import type { SampleBrand } from './brands.ts';
import { feel, followersIn, HOUR_MS, type Life, looks, type MarketEvent, type Mood } from './events.ts';
import { drawReader } from './friends.ts';
import type { SampleAuthor } from './market.ts';
import { answersAtAll, RING_HABITS } from './rings.ts';
import { ROLES } from './roles.ts';

type Post = Omit<MarketEvent, 'sightings' | 'brand'> & { readonly brand: SampleBrand };

/** Weeks for which an answer to praise keeps somebody curious. */
const CURIOUS_WEEKS = 4;

/** All answers to a post: of honest readers, of its ring, of fakes that play the stranger, and what the author says back. */
export function answersOn(life: Life, post: Post, week: number): MarketEvent[] {
  const { chance, market } = life;
  const { author } = post;
  const answers: MarketEvent[] = [];
  const honest = honestAnswers(life, author) * author.persuasion ** 0.5;
  for (let left = chance.poisson(honest); left > 0; left--) {
    const reader = drawReader(market, author, week, chance);
    if (reader === null) continue;
    answers.push(answer(life, post, post, reader, week));
    if (post.mood === 'positive') expose(life, reader, post, week);
  }
  for (const member of ringAnswers(life, post)) answers.push(answer(life, post, post, member, week));
  const stranger = drawStranger(life, post);
  if (stranger !== null) answers.push(answer(life, post, post, stranger, week));
  const talks = author.role === 'koc' ? 0.4 : ROLES[author.role].mayQuit ? 0.25 : 0.05;
  const backs = answers
    .filter(({ author: reader }) => reader !== author && chance.chance(talks))
    .map((one) => answer(life, post, one, author, week));
  return [...answers, ...backs];
}

function honestAnswers({ market }: Life, { role, ring }: SampleAuthor): number {
  const isAtWork = ring !== null && (role === 'army' || role === 'fake');
  return isAtWork ? RING_HABITS[market.rings[ring]!.kind].answered : ROLES[role].answers;
}

function expose({ exposures, market, chance }: Life, reader: SampleAuthor, post: Post, week: number): void {
  if (!ROLES[reader.role].mayQuit || !chance.chance(0.5)) return;
  exposures.brand[reader.index] = market.plan.brands.indexOf(post.brand);
  exposures.until[reader.index] = week + CURIOUS_WEEKS;
  exposures.force[reader.index] = Math.min(2, post.author.persuasion);
}

function ringAnswers({ market, chance }: Life, { author }: Post): SampleAuthor[] {
  if (author.ring === null || author.role === 'casual') return [];
  const ring = market.rings[author.ring]!;
  const habits = RING_HABITS[ring.kind];
  const isShill = ring.shill === author.index;
  return ring.members
    .filter((member, place) => {
      if (member === author.index || !answersAtAll(ring, place, isShill ? null : author.ringPlace)) return false;
      return chance.chance(isShill ? habits.answersShill : habits.answersMembers);
    })
    .map((member) => market.authors[member]!);
}

/** A hijacked customer acts for the shill only. */
function actsFor(author: SampleAuthor, reader: SampleAuthor): boolean {
  return author.ring !== null && author.ring === reader.ring && author.role !== 'casual';
}

function drawStranger({ market, chance, camouflage }: Life, { author }: Post): SampleAuthor | null {
  const { fakes, answers: postsLastWeek } = camouflage[author.platform]!;
  if (fakes.length === 0 || !ROLES[author.role].mayQuit) return null;
  const fake = chance.pick(fakes);
  const wanted = RING_HABITS[market.rings[fake.ring!]!.kind].answersStrangers * fakes.length;
  return chance.chance(wanted / Math.max(1, postsLastWeek)) ? fake : null;
}

function answer(
  life: Life,
  root: Post,
  to: Pick<MarketEvent, 'no' | 'publishedAt' | 'author'>,
  reader: SampleAuthor,
  week: number,
): MarketEvent {
  const { chance, market } = life;
  const { endsAt } = market.plan;
  const isOwn = reader === root.author;
  const acts = !isOwn && actsFor(root.author, reader);
  const at = chance.next();
  const isQuestion = !acts && !isOwn && at < 0.16;
  const isRival = !acts && !isOwn && at >= 0.16 && at < 0.2 && reader.home !== root.brand;
  const mood: Mood = acts ? 'positive' : isQuestion ? 'neutral' : feel(reader, root.brand, chance);
  const publishedAt = Math.min(to.publishedAt + HOUR_MS / 6 + chance.below(60 * HOUR_MS), endsAt - HOUR_MS);
  const [observedAt] = looks(publishedAt, endsAt, chance);
  return {
    kind: 'comment',
    no: life.nextNo(),
    rootNo: root.no,
    parentNo: to.no,
    author: reader,
    isMasked: !isOwn && !acts && chance.chance(0.03),
    brand: root.brand,
    other: isRival ? reader.home : null,
    isNamed: false,
    mood: isRival ? 'neutral' : mood,
    isQuestion,
    copyOf: acts && RING_HABITS[market.rings[reader.ring!]!.kind].copies > 0 ? reader.ring : null,
    isDisclosed: false,
    images: 0,
    publishedAt,
    sightings: [
      { observedAt, followers: followersIn(reader, week), likes: chance.poisson(0.8), saves: 0, replies: 0, shares: 0 },
    ],
  };
}
