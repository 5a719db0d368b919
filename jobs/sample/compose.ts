/** Puts phrases together into posts and comments. Honest texts vary in every part; only the ring repeats itself. */
import type { Dice } from './dice.ts';
import { BRANDS, PLATFORMS, type SampleAuthor, type SampleBrand } from './market.ts';
import * as en from './phrases/en.ts';
import * as zh from './phrases/zh.ts';

export type Mood = 'positive' | 'neutral' | 'negative';

export interface Wording {
  readonly title: string | null;
  readonly text: string;
}

/** A post of the author about a brand (null: about something with the same name that is no brand). */
export function composePost(author: SampleAuthor, brand: SampleBrand | null, mood: Mood, chance: Dice): Wording {
  const { language } = PLATFORMS[author.platform];
  const words = language === 'zh' ? zh : en;
  const fill = filler(brand ?? BRANDS[0]!, language, chance);
  const has = author.platform === 'xiaohongshu';
  if (brand === null) return { title: null, text: fill(chance.pick(words.FALSE_FRIENDS)) };
  if (author.role === 'official') return { title: null, text: fill(chance.pick(words.OFFICIAL_LINES)) };
  if (author.role === 'kol')
    return { title: null, text: fill(chance.pick(words.PAID)) + fill(chance.pick(words.KOL_LINES)) };
  if (author.role === 'ring')
    return { title: null, text: fill(words.RING_TEXTS[author.ring! % words.RING_TEXTS.length]!) };
  const title = has && chance.chance(0.8) ? fill(chance.pick(zh.TITLES)) : null;
  if (chance.chance(0.06)) return { title, text: fill(chance.pick(words.QUESTIONS)) };
  const body = { positive: words.POSITIVE, neutral: words.NEUTRAL, negative: words.NEGATIVE }[mood];
  const parts: string[] = [
    chance.pick(words.OPENERS),
    ...some<string>(body, 1 + chance.below(language === 'zh' ? 3 : 2), chance),
  ];
  if (chance.chance(author.role === 'enthusiast' ? 0.5 : 0.12)) parts.push(chance.pick(words.COMPARE));
  if (mood !== 'neutral' && chance.chance(0.4)) parts.push(chance.pick(words.NEUTRAL));
  parts.push(chance.pick(words.CLOSERS));
  return {
    title,
    text: parts
      .filter((part) => part !== '')
      .map(fill)
      .join(language === 'zh' ? '' : ' '),
  };
}

/** A comment under a post about `brand`; it rarely names it. */
export function composeComment(
  author: SampleAuthor,
  brand: SampleBrand,
  kind: Mood | 'question' | 'rival',
  chance: Dice,
): string {
  const { language } = PLATFORMS[author.platform];
  const words = language === 'zh' ? zh : en;
  const pool: readonly string[] =
    author.role === 'ring' && kind === 'positive' ? words.RING_COMMENTS : words.COMMENTS[kind];
  return filler(brand, language, chance)(chance.pick(pool));
}

/** Fills every slot with a fresh throw, but brand and other brand alike throughout one text. */
function filler(brand: SampleBrand, language: 'zh' | 'en', chance: Dice): (template: string) => string {
  const words = language === 'zh' ? zh : en;
  const others = BRANDS.filter((one) => one.id !== brand.id);
  const fixed: Readonly<Record<string, string>> = {
    b: nameOf(brand, language, chance),
    o: nameOf(chance.pick(others), language, chance),
    p: chance.pick<string>(words.PRODUCTS),
  };
  const slots: Readonly<Record<string, readonly string[]>> = words.SLOTS;
  return (template) =>
    template.replaceAll(/\{(\w+)\}/gu, (_, slot: string) => fixed[slot] ?? chance.pick(slots[slot] ?? ['']));
}

function nameOf(brand: SampleBrand, language: 'zh' | 'en', chance: Dice): string {
  if (language === 'en') return brand.en;
  const at = chance.next();
  return at < 0.75 ? brand.zh : at < 0.85 ? brand.hant : at < 0.95 ? brand.en : brand.en.toLowerCase();
}

function some<Item>(items: readonly Item[], count: number, chance: Dice): Item[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(chance.below(left.length), 1)[0]!);
}
