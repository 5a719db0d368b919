/** Ids and shown names of the invented accounts, made when they are needed: a market of millions keeps none. */
import type { PlatformName, SampleBrand } from './brands.ts';
import { type Dice, dice } from './dice.ts';
import type { SampleAuthor } from './market.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
}

/** The account of an author of the market with this seed; always the same. */
export function accountOf(seed: string, author: SampleAuthor): Account {
  const chance = dice(`${seed}/account ${author.index}`);
  const { platform, role, home } = author;
  const id = makeId(platform, chance);
  return { id, name: role === 'official' ? officialName(home, platform) : makeName(platform, chance) };
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
