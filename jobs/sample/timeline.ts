/**
 * Lets the sample market live week by week: who says what about which brand, who answers, who takes it up. A stream: memory
 * holds the people, never the records. Words come later (`compose.ts`), or never (`lake_rows.ts`).
 */
import { answersOn } from './answers.ts';
import { drawBrand, PLATFORM_NAMES, PLATFORMS, type SampleBrand } from './brands.ts';
import { dice } from './dice.ts';
import { feel, followersIn, HOUR_MS, type Life, looks, type MarketEvent, type Sighting, WEEK_MS } from './events.ts';
import type { Market, SampleAuthor } from './market.ts';
import { RING_HABITS } from './rings.ts';
import { PAID, ROLES } from './roles.ts';

/** All records in order of the posts' weeks, each post followed by what answers it. The same market gives the same events. */
export function* marketEvents(market: Market): Generator<MarketEvent> {
  const life = beginLife(market);
  const { chance } = life;
  const { weeks, pace } = market.plan;
  for (let week = 0; week < weeks; week++) {
    for (const one of Object.values(life.camouflage)) [one.answers, one.posts] = [one.posts, 0];
    for (const author of market.authors) {
      if (week < author.weeks[0] || week > author.weeks[1]) continue;
      const isCurious = life.exposures.until[author.index]! >= week;
      const stir = isCurious ? 1 + 0.6 * life.exposures.force[author.index]! : 1;
      const count =
        author.planned === null
          ? chance.poisson(author.postsPerWeek * pace * stir)
          : author.planned.filter((planned) => planned === week).length;
      for (let left = count; left > 0; left--) {
        const { post, answers } = makePost(life, author, week);
        yield post;
        yield* answers;
      }
    }
  }
}

function beginLife(market: Market): Life {
  let last = 0;
  const size = market.authors.length;
  const isStranger = ({ ring }: SampleAuthor): boolean =>
    ring !== null && RING_HABITS[market.rings[ring]!.kind].answersStrangers > 0;
  return {
    market,
    chance: dice(market.plan.seed).fork('timeline'),
    exposures: {
      brand: new Int16Array(size),
      until: new Int16Array(size).fill(-1),
      force: new Float32Array(size),
    },
    camouflage: Object.fromEntries(
      PLATFORM_NAMES.map((name) => {
        const fakes = market.byPlatform[name].filter((author) => author.role === 'fake' && isStranger(author));
        return [name, { fakes, answers: 0, posts: 0 }];
      }),
    ),
    nextNo: () => ++last,
  };
}

function makePost(life: Life, author: SampleAuthor, week: number): { post: MarketEvent; answers: MarketEvent[] } {
  const { chance, market } = life;
  const { endsAt, weeks } = market.plan;
  const traits = ROLES[author.role];
  const ring = author.ring === null || author.role === 'casual' ? null : market.rings[author.ring]!;
  const brand = chooseBrand(life, author, week);
  const publishedAt = endsAt - (weeks - week) * WEEK_MS + chance.below(WEEK_MS - 12 * HOUR_MS);
  const isPaid = author.role === 'kol' && chance.chance(PAID.share);
  const isQuestion = ASKS.has(author.role) && chance.chance(0.06);
  const isCopied = ring !== null && author.role !== 'shill' && chance.chance(RING_HABITS[ring.kind].copies);
  const post = {
    kind: 'post' as const,
    no: life.nextNo(),
    rootNo: null,
    parentNo: null,
    author,
    isMasked: false,
    brand,
    other: brand !== null && chance.chance(author.role === 'enthusiast' ? 0.4 : 0.1) ? another(life, brand) : null,
    isNamed: brand !== null,
    mood: isQuestion ? ('neutral' as const) : isPaid ? ('positive' as const) : feel(author, brand, chance),
    isQuestion,
    copyOf: isCopied ? ring.no * 3 + chance.below(3) : null,
    isDisclosed: isPaid && chance.chance(PAID.disclosed),
    images: chance.poisson(author.platform === 'xiaohongshu' ? 3 : 0.8),
    publishedAt,
  };
  const answers = brand === null ? [] : answersOn(life, { ...post, brand }, week);
  const bought = ring === null ? 0 : chance.poisson(RING_HABITS[ring.kind].likes * ring.members.length);
  const reach = followersIn(author, week) ** 0.85 * PLATFORMS[author.platform].engagement;
  const likes = chance.poisson(0.03 * reach * author.persuasion * chance.gamma(2));
  const saved = author.role === 'koc' ? 0.45 : 0.25;
  const sightings = looks(publishedAt, endsAt, chance).map((observedAt): Sighting => {
    // Reactions come in with a half-life of about a day; what was bought is there at once.
    const ripe = 1 - Math.exp(-(observedAt - publishedAt) / (36 * HOUR_MS));
    const shown = Math.round(likes * ripe) + bought;
    return {
      observedAt,
      followers: followersIn(author, week),
      likes: shown,
      saves: Math.round(shown * saved),
      replies: answers.filter((answer) => answer.publishedAt < observedAt).length,
      shares: Math.round(shown * 0.06),
    };
  });
  life.camouflage[author.platform]!.posts += traits.mayQuit ? 1 : 0;
  return { post: { ...post, sightings: sightings as [Sighting, ...Sighting[]] }, answers };
}

const ASKS: ReadonlySet<string> = new Set(['koc', 'casual', 'lurker', 'enthusiast', 'detractor']);

/** Null: something that only has a brand's name. */
function chooseBrand(life: Life, author: SampleAuthor, week: number): SampleBrand | null {
  const { chance, market, exposures } = life;
  const { brands } = market.plan;
  if (author.role === 'casual' && chance.chance(0.03)) return null;
  if (author.role === 'fake') return chooseByPlot(life, author);
  const isCurious = exposures.until[author.index]! >= week;
  if (isCurious && chance.chance(0.35 * exposures.force[author.index]!)) return brands[exposures.brand[author.index]!]!;
  if (chance.chance(ROLES[author.role].loyalty)) return author.home;
  return author.role === 'enthusiast' || author.role === 'kol' ? chance.pick(brands) : drawBrand(brands, chance);
}

function chooseByPlot({ chance, market }: Life, author: SampleAuthor): SampleBrand {
  const { brand, kind } = market.rings[author.ring!]!;
  if (!chance.chance(RING_HABITS[kind].elsewhere)) return author.home;
  return kind === 'swap' && chance.chance(0.5) ? brand : chance.pick(market.plan.brands);
}

function another({ chance, market }: Life, brand: SampleBrand): SampleBrand | null {
  const others = market.plan.brands.filter((one) => one !== brand);
  return others.length === 0 ? null : chance.pick(others);
}
