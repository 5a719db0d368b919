/** Who is who in the sample market: invented brands, platforms and roles. What is planted here is what a good ranking has to find. */
import type { Dice } from './dice.ts';

export type Role = 'koc' | 'casual' | 'lurker' | 'enthusiast' | 'kol' | 'official' | 'detractor' | 'ring';
export type PlatformName = 'xiaohongshu' | 'weibo' | 'bluesky';

export interface SampleBrand {
  readonly id: string;
  readonly zh: string;
  /** Traditional characters, as some authors write. */
  readonly hant: string;
  readonly en: string;
  /** Share of the market's casual talk. */
  readonly weight: number;
}

export const BRANDS: readonly SampleBrand[] = [
  { id: 'aurora', zh: '欧若拉', hant: '歐若拉', en: 'Aurora', weight: 0.35 },
  { id: 'nova', zh: '诺瓦', hant: '諾瓦', en: 'Nova', weight: 0.4 },
  { id: 'coman', zh: '蔻曼', hant: '蔻曼', en: 'Coman', weight: 0.25 },
];

export const PLATFORMS: Readonly<
  Record<PlatformName, { readonly language: 'zh' | 'en'; readonly share: number; readonly engagement: number }>
> = {
  xiaohongshu: { language: 'zh', share: 0.45, engagement: 1 },
  weibo: { language: 'zh', share: 0.3, engagement: 0.6 },
  bluesky: { language: 'en', share: 0.25, engagement: 0.3 },
};

interface RoleTraits {
  readonly share: number;
  /** Posts on the category a week, on average. */
  readonly postsPerWeek: number;
  /** Median followers and spread (sigma of the log). */
  readonly followers: readonly [number, number];
  /** How often the home brand is the one talked about. */
  readonly loyalty: number;
  /** Share of positive, neutral; the rest is negative. */
  readonly mood: readonly [number, number];
}

export const ROLES: Readonly<Record<Role, RoleTraits>> = {
  koc: { share: 0.04, postsPerWeek: 1.1, followers: [420, 0.9], loyalty: 0.78, mood: [0.88, 0.08] },
  casual: { share: 0.56, postsPerWeek: 0.1, followers: [180, 1.1], loyalty: 0.45, mood: [0.55, 0.25] },
  lurker: { share: 0.2, postsPerWeek: 0.01, followers: [60, 1], loyalty: 0.5, mood: [0.6, 0.25] },
  enthusiast: { share: 0.09, postsPerWeek: 0.9, followers: [900, 1], loyalty: 0.34, mood: [0.62, 0.24] },
  kol: { share: 0.02, postsPerWeek: 0.8, followers: [120_000, 0.8], loyalty: 0.34, mood: [0.9, 0.1] },
  official: { share: 0.015, postsPerWeek: 2, followers: [40_000, 0.6], loyalty: 1, mood: [0.85, 0.15] },
  detractor: { share: 0.035, postsPerWeek: 0.35, followers: [220, 1], loyalty: 0.9, mood: [0.04, 0.12] },
  ring: { share: 0.04, postsPerWeek: 0.9, followers: [25, 0.8], loyalty: 1, mood: [1, 0] },
};

export interface SampleAuthor {
  /** Position in the market, from 0. */
  readonly index: number;
  readonly platform: PlatformName;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly home: SampleBrand;
  readonly followers: number;
  readonly postsPerWeek: number;
  /** First and last week of activity, both counted. */
  readonly weeks: readonly [number, number];
  /** Which ring; null = none. Members copy and answer one another. */
  readonly ring: number | null;
  /** Weight of persuasion on reactions; 1 = typical. */
  readonly charm: number;
}

const RING_SIZE = 12;
const RING_WEEKS = 8;

/** The authors of a market, the same for the same dice; roles stand in proportion, every author on one platform. */
export function makeAuthors(count: number, weeks: number, chance: Dice): readonly SampleAuthor[] {
  const roles = Object.keys(ROLES) as Role[];
  const wanted = roles.flatMap((role) =>
    Array.from({ length: Math.max(1, Math.round(count * ROLES[role].share)) }, () => role),
  );
  const members =
    wanted.length > count ? wanted.slice(0, count) : [...wanted, ...Array<Role>(count - wanted.length).fill('casual')];
  const seen = new Map<Role, number>();
  return members.map((role, index) => {
    const nth = seen.get(role) ?? 0;
    seen.set(role, nth + 1);
    return makeAuthor(role, nth, index, weeks, chance.fork(`author ${index}`));
  });
}

function makeAuthor(role: Role, nth: number, index: number, weeks: number, chance: Dice): SampleAuthor {
  const traits = ROLES[role];
  const ring = role === 'ring' ? Math.floor(nth / RING_SIZE) : null;
  const platform =
    role === 'official'
      ? nthPlatform(Math.floor(nth / BRANDS.length))
      : ring !== null
        ? nthPlatform(ring)
        : drawPlatform(chance);
  const home =
    role === 'official'
      ? BRANDS[nth % BRANDS.length]!
      : role === 'ring'
        ? BRANDS[ring! % 2]!
        : role === 'koc'
          ? BRANDS[[0, 1, 0, 2][nth % 4]!]!
          : drawBrand(chance);
  const [median, sigma] = traits.followers;
  const start = chance.chance(0.75) ? 0 : chance.below(Math.max(1, Math.floor(weeks * 0.6)));
  const goesQuiet = (role === 'casual' || role === 'koc') && chance.chance(role === 'koc' ? 0.1 : 0.35);
  const end = goesQuiet ? Math.min(weeks - 1, start + 6 + chance.below(weeks)) : weeks - 1;
  const burst = Math.max(0, weeks - RING_WEEKS - 3 - (ring ?? 0));
  return {
    index,
    platform,
    id: makeId(platform, chance),
    name: role === 'official' ? officialName(home, platform) : makeName(platform, chance),
    role,
    home,
    followers: Math.max(role === 'kol' ? 35_000 : 0, Math.round(median * Math.exp(sigma * chance.normal()))),
    postsPerWeek: traits.postsPerWeek * (role === 'official' || role === 'ring' ? 1 : Math.exp(0.5 * chance.normal())),
    weeks: ring === null ? [start, end] : [burst, Math.min(weeks - 1, burst + RING_WEEKS - 1)],
    ring,
    charm: Math.exp(0.35 * chance.normal()) * (role === 'koc' ? 1.5 : 1),
  };
}

/** Brand by market weight. */
export function drawBrand(chance: Dice): SampleBrand {
  let left = chance.next();
  for (const brand of BRANDS) {
    left -= brand.weight;
    if (left < 0) return brand;
  }
  return BRANDS[0]!;
}

function drawPlatform(chance: Dice): PlatformName {
  const at = chance.next();
  return at < PLATFORMS.xiaohongshu.share ? 'xiaohongshu' : at < 1 - PLATFORMS.bluesky.share ? 'weibo' : 'bluesky';
}

function nthPlatform(nth: number): PlatformName {
  return (Object.keys(PLATFORMS) as PlatformName[])[nth % 3]!;
}

function makeId(platform: PlatformName, chance: Dice): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => chance.below(16).toString(16)).join('');
  if (platform === 'xiaohongshu') return hex(24);
  if (platform === 'weibo') return String(1_000_000_000 + chance.below(6_999_999_999));
  return `did:example:${hex(16)}`;
}

function officialName(brand: SampleBrand, platform: PlatformName): string {
  return platform === 'bluesky' ? `${brand.id}-skincare.example` : `${brand.zh}官方旗舰`;
}

const FIRST = [
  '小鹿',
  '阿栗',
  '团子',
  '半夏',
  '木木',
  '橘子',
  '一朵',
  '豆沙',
  '北北',
  '山茶',
  '柚子',
  '初七',
  '可颂',
  '芝麻',
  '南枝',
  '晚风',
  '奶盖',
  '青禾',
  '溪溪',
  '月牙',
];
const LAST = [
  '爱护肤',
  '不熬夜',
  '的日常',
  '今天早睡',
  '在努力',
  '的梳妆台',
  '慢慢来',
  '吃土中',
  '同学',
  '大王',
  '',
  '',
  '',
  '呀',
  '酱',
];
const HANDLES = [
  'mina',
  'juniper',
  'rowan',
  'tess',
  'hollis',
  'iris',
  'maeve',
  'noor',
  'kit',
  'wren',
  'sable',
  'odette',
  'pia',
  'linnea',
  'teal',
  'fern',
];
const TAILS = ['.skin', '-reads-labels', '.glow', '-at-home', '.daily', '-tries', '.notes', ''];

function makeName(platform: PlatformName, chance: Dice): string {
  const digits = chance.below(9000) + 1000;
  if (platform === 'bluesky') return `${chance.pick(HANDLES)}${chance.pick(TAILS)}${digits}.example`;
  return `${chance.pick(FIRST)}${chance.pick(LAST)}${chance.chance(0.6) ? digits : ''}`;
}
