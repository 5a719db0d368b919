/** The invented brands and platforms of the sample market. The first brand is the own one. */
import type { Dice } from './dice.ts';

export type PlatformName = 'xiaohongshu' | 'weibo' | 'bluesky';

export interface SampleBrand {
  readonly id: string;
  readonly zh: string;
  /** Traditional characters, as some authors write. */
  readonly hant: string;
  readonly en: string;
  /** Share of the market's casual talk; the shares of all brands add up to 1. */
  readonly weight: number;
}

export const BRANDS: readonly SampleBrand[] = [
  { id: 'aurora', zh: '欧若拉', hant: '歐若拉', en: 'Aurora', weight: 0.35 },
  { id: 'nova', zh: '诺瓦', hant: '諾瓦', en: 'Nova', weight: 0.4 },
  { id: 'coman', zh: '蔻曼', hant: '蔻曼', en: 'Coman', weight: 0.25 },
];

/** As many brands as asked for, the n-th with 1/(n + 2) of the weight of the market before it is made to add up to 1. */
export function inventBrands(count: number): readonly SampleBrand[] {
  const weights = Array.from({ length: count }, (_, nth) => 1 / (nth + 3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, nth) => {
    const name = `Brand ${String(nth).padStart(2, '0')}`;
    return { id: `brand_${String(nth).padStart(2, '0')}`, zh: name, hant: name, en: name, weight: weight / total };
  });
}

/** A brand by its share of the market. */
export function drawBrand(brands: readonly SampleBrand[], chance: Dice): SampleBrand {
  let left = chance.next();
  for (const brand of brands) {
    left -= brand.weight;
    if (left < 0) return brand;
  }
  return brands[0]!;
}

interface PlatformTraits {
  readonly language: 'zh' | 'en';
  readonly share: number;
  /** Likes against those of the first platform, for the same followers. */
  readonly engagement: number;
  /** What the platform shows besides likes and replies. */
  readonly shows: readonly ('saves' | 'shares')[];
  /** What a post is called there. */
  readonly format: string;
}

export const PLATFORMS: Readonly<Record<PlatformName, PlatformTraits>> = {
  xiaohongshu: { language: 'zh', share: 0.45, engagement: 1, shows: ['saves', 'shares'], format: 'note' },
  weibo: { language: 'zh', share: 0.3, engagement: 6, shows: ['shares'], format: 'status' },
  bluesky: { language: 'en', share: 0.25, engagement: 0.3, shows: ['shares'], format: 'post' },
};

export const PLATFORM_NAMES = Object.keys(PLATFORMS) as readonly PlatformName[];

/** A platform by its share of the market. */
export function drawPlatform(chance: Dice): PlatformName {
  let left = chance.next();
  for (const name of PLATFORM_NAMES) {
    left -= PLATFORMS[name].share;
    if (left < 0) return name;
  }
  return PLATFORM_NAMES[0]!;
}
