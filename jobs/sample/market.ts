/** Who is who in the sample market. What is planted here is what a good ranking has to find; the same plan gives the same people. */
import { BRANDS, drawBrand, drawPlatform, PLATFORM_NAMES, type PlatformName, type SampleBrand } from './brands.ts';
import { type Dice, dice } from './dice.ts';
import { type Attack, RING_HABITS, type Ring } from './rings.ts';
import { KOL_LEAST_FOLLOWERS, QUIT_SHARE, ROLES, type Role } from './roles.ts';

export interface MarketPlan {
  readonly seed: string;
  /** People and brands' accounts; attacks come on top. */
  readonly authors: number;
  readonly weeks: number;
  /** UTC ms; nothing is published or seen at or after it. */
  readonly endsAt: number;
  readonly brands: readonly SampleBrand[];
  /** Multiplies how often everybody posts; 1 = as the roles say. */
  readonly pace: number;
  readonly attacks: readonly Attack[];
}

/** A plan where only seed, size and end are given. */
export function planMarket(
  given: Pick<MarketPlan, 'seed' | 'authors' | 'weeks' | 'endsAt'> & Partial<MarketPlan>,
): MarketPlan {
  return { brands: BRANDS, pace: 1, attacks: [], ...given };
}

export interface SampleAuthor {
  /** Position in the market, from 0. */
  readonly index: number;
  /** Position among the authors of the platform, from 0: who is near is a neighbour. */
  readonly place: number;
  readonly platform: PlatformName;
  readonly role: Role;
  readonly home: SampleBrand;
  /** In the first week; they grow. */
  readonly followers: number;
  readonly postsPerWeek: number;
  /** First and last week of activity, both counted. */
  readonly weeks: readonly [number, number];
  /** Weeks of exactly one post each, instead of chance; null = by chance. */
  readonly planned: readonly number[] | null;
  /** Which ring it acts with, and its place there; null = none. */
  readonly ring: number | null;
  readonly ringPlace: number | null;
  /** Weight on reactions and on who takes up the brand; 1 = typical. */
  readonly persuasion: number;
  /** Shows a business contact. */
  readonly hasContact: boolean;
}

export interface Market {
  readonly plan: MarketPlan;
  readonly authors: readonly SampleAuthor[];
  readonly rings: readonly Ring[];
  readonly byPlatform: Readonly<Record<PlatformName, readonly SampleAuthor[]>>;
}

const ARMY_SIZE = 12;
const SHILL_WEEKS_AGO = [19, 11, 4] as const;

/** Roles stand in proportion and in no order, every author on one platform, every army on one. */
export function makeMarket(plan: MarketPlan): Market {
  const chance = dice(plan.seed).fork('people');
  const draft = new Draft(plan, chance);
  for (const role of drawRoles(plan, chance)) draft.add(role);
  for (const attack of plan.attacks) draft.attack(attack);
  return { plan, authors: draft.authors, rings: draft.rings, byPlatform: draft.byPlatform };
}

/** Every role at least once (official: once a brand), shuffled. */
function drawRoles({ authors, brands }: MarketPlan, chance: Dice): Role[] {
  const roles: Role[] = [];
  for (const role of Object.keys(ROLES) as Role[]) {
    const { share } = ROLES[role];
    if (share === 0) continue;
    const count = Math.max(role === 'official' ? brands.length : 1, Math.round(authors * share));
    for (let left = count; left > 0; left--) roles.push(role);
  }
  while (roles.length < authors) roles.push('casual');
  while (roles.length > authors) roles.splice(roles.lastIndexOf('casual'), 1);
  for (let at = roles.length - 1; at > 0; at--) {
    const other = chance.below(at + 1);
    [roles[at], roles[other]] = [roles[other]!, roles[at]!];
  }
  return roles;
}

type Given = Partial<Omit<SampleAuthor, 'index' | 'place' | 'role'>>;

class Draft {
  readonly authors: SampleAuthor[] = [];
  readonly rings: (Ring & { readonly members: number[] })[] = [];
  readonly byPlatform: Record<PlatformName, SampleAuthor[]> = { xiaohongshu: [], weibo: [], bluesky: [] };
  readonly #plan: MarketPlan;
  readonly #chance: Dice;
  readonly #seen = new Map<Role, number>();
  #army: Ring & { readonly members: number[] } = { no: -1, kind: 'army', brand: BRANDS[0]!, shill: null, members: [] };
  #armyGiven: Given = {};

  constructor(plan: MarketPlan, chance: Dice) {
    this.#plan = plan;
    this.#chance = chance;
  }

  add(role: Role, given: Given = {}): SampleAuthor {
    const nth = this.#seen.get(role) ?? 0;
    this.#seen.set(role, nth + 1);
    const chance = this.#chance.fork(`author ${this.authors.length}`);
    const author = this.#make(role, { ...this.#ofRole(role, nth, chance), ...given }, chance);
    this.authors.push(author);
    this.byPlatform[author.platform].push(author);
    return author;
  }

  attack({ kind, size, brandId }: Attack): void {
    const { brands, weeks } = this.#plan;
    const brand = brands.find(({ id }) => id === brandId) ?? brands[0]!;
    const platform = drawPlatform(this.#chance);
    const planned = SHILL_WEEKS_AGO.map((ago) => Math.max(0, weeks - ago));
    const no = this.rings.length;
    const shill = this.add('shill', { platform, home: brand, planned, weeks: [0, weeks - 1], ring: no });
    const ring = { no, kind, brand, shill: shill.index, members: [] as number[] };
    this.rings.push(ring);
    if (kind === 'hijacked') {
      const honest = this.byPlatform[platform].filter((one) => one.role === 'casual' && one.weeks[1] === weeks - 1);
      const from = this.#chance.below(Math.max(1, honest.length));
      for (let at = 0; at < Math.min(size, honest.length); at++)
        this.#enlist(honest[(from + at * 7) % honest.length]!, ring);
      return;
    }
    const habits = RING_HABITS[kind];
    for (let at = 0; at < size; at++) {
      const spell: readonly [number, number] =
        habits.weeks === null ? [0, weeks - 1] : [Math.max(0, weeks - 1 - habits.weeks), Math.max(0, weeks - 2)];
      const home = kind === 'swap' ? brands[at % brands.length]! : brand;
      const pace = habits.postsPerWeek * this.#chance.gamma(4);
      const fake = this.add('fake', { platform, home, weeks: spell, postsPerWeek: pace, ring: no, ringPlace: at });
      ring.members.push(fake.index);
    }
  }

  #enlist(author: SampleAuthor, ring: Ring & { readonly members: number[] }): void {
    if (author.ring !== null) return;
    const enlisted = { ...author, ring: ring.no, ringPlace: ring.members.length };
    ring.members.push(author.index);
    this.authors[author.index] = enlisted;
    this.byPlatform[author.platform][author.place] = enlisted;
  }

  /** What the n-th of a role has by being that. */
  #ofRole(role: Role, nth: number, chance: Dice): Given {
    const { brands, weeks } = this.#plan;
    if (role === 'official') {
      const platform = PLATFORM_NAMES[Math.floor(nth / brands.length) % PLATFORM_NAMES.length]!;
      return { home: brands[nth % brands.length]!, platform, weeks: [0, weeks - 1] };
    }
    if (role === 'koc') return { home: this.#evenHome(nth) };
    if (role !== 'army') return {};
    if (nth % ARMY_SIZE === 0) {
      this.#army = { no: this.rings.length, kind: 'army', brand: drawBrand(brands, chance), shill: null, members: [] };
      this.rings.push(this.#army);
      const from = chance.below(Math.max(1, weeks - RING_HABITS.army.weeks! + 1));
      const spell: readonly [number, number] = [from, Math.min(weeks - 1, from + RING_HABITS.army.weeks! - 1)];
      this.#armyGiven = { platform: drawPlatform(chance), home: this.#army.brand, weeks: spell, ring: this.#army.no };
    }
    const ringPlace = this.#army.members.length;
    this.#army.members.push(this.authors.length);
    return { ...this.#armyGiven, ringPlace };
  }

  /** KOCs go to the brands by weight without chance, so that small markets have some of each large brand. */
  #evenHome(nth: number): SampleBrand {
    const total = Math.max(1, Math.round(this.#plan.authors * ROLES.koc.share));
    let left = (nth + 0.5) / total;
    for (const brand of this.#plan.brands) {
      left -= brand.weight;
      if (left < 0) return brand;
    }
    return this.#plan.brands[0]!;
  }

  #make(role: Role, given: Given, chance: Dice): SampleAuthor {
    const traits = ROLES[role];
    const { weeks, brands } = this.#plan;
    const start = chance.chance(0.7) ? 0 : chance.below(Math.max(1, Math.floor(weeks * 0.6)));
    const quits = chance.chance(QUIT_SHARE) && traits.mayQuit;
    const end = quits ? Math.min(weeks - 1, start + 4 + chance.below(Math.max(1, weeks - start))) : weeks - 1;
    const [median, sigma] = traits.followers;
    const followers = Math.round(median * Math.exp(sigma * chance.normal()));
    const [mean, shape] = traits.postsPerWeek;
    const platform = given.platform ?? drawPlatform(chance);
    return {
      index: this.authors.length,
      place: this.byPlatform[platform].length,
      platform,
      role,
      home: drawBrand(brands, chance),
      followers: Math.max(role === 'kol' ? KOL_LEAST_FOLLOWERS : 0, followers),
      postsPerWeek: mean * chance.gamma(shape),
      weeks: [start, end],
      planned: null,
      ring: null,
      ringPlace: null,
      persuasion: traits.persuasion * Math.exp(0.35 * chance.normal()),
      hasContact: role === 'kol' && chance.chance(0.4),
      ...given,
    };
  }
}
