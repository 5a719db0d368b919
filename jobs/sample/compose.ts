/** Finds words for what happens in the market. Honest texts vary in every part; rings that copy repeat themselves. */
import { BRANDS, PLATFORMS, type SampleBrand } from './brands.ts';
import type { Dice } from './dice.ts';
import type { MarketEvent } from './events.ts';
import * as en from './phrases/en.ts';
import * as zh from './phrases/zh.ts';

export interface Wording {
  readonly title: string | null;
  readonly text: string;
}

/** Words of a post or comment, in the language of its platform. */
export function compose(event: MarketEvent, chance: Dice): Wording {
  return event.kind === 'post' ? composePost(event, chance) : { title: null, text: composeComment(event, chance) };
}

function composePost(event: MarketEvent, chance: Dice): Wording {
  const { author, brand } = event;
  const { language } = PLATFORMS[author.platform];
  const words = language === 'zh' ? zh : en;
  const fill = filler(brand ?? BRANDS[0]!, event.other, language, chance);
  if (brand === null) return { title: null, text: fill(chance.pick(words.FALSE_FRIENDS)) };
  if (author.role === 'official') return { title: null, text: fill(chance.pick(words.OFFICIAL_LINES)) };
  if (author.role === 'kol') {
    const mark = event.isDisclosed ? chance.pick(words.DISCLOSED) : '';
    return { title: null, text: fill(mark + chance.pick(words.KOL_LINES)) };
  }
  if (event.copyOf !== null)
    return { title: null, text: fill(words.RING_TEXTS[event.copyOf % words.RING_TEXTS.length]!) };
  const hasTitle = author.platform === 'xiaohongshu' && chance.chance(0.8);
  const title = hasTitle ? fill(chance.pick(zh.TITLES)) : null;
  if (event.isQuestion) return { title, text: fill(chance.pick(words.QUESTIONS)) };
  const body = { positive: words.POSITIVE, neutral: words.NEUTRAL, negative: words.NEGATIVE }[event.mood];
  const parts: string[] = [
    chance.pick(words.OPENERS),
    ...some<string>(body, 1 + chance.below(language === 'zh' ? 3 : 2), chance),
  ];
  if (event.other !== null) parts.push(chance.pick(words.COMPARE));
  if (event.mood !== 'neutral' && chance.chance(0.4)) parts.push(chance.pick(words.NEUTRAL));
  parts.push(chance.pick(words.CLOSERS));
  const said = parts.filter((part) => part !== '').map(fill);
  return { title, text: said.join(language === 'zh' ? '' : ' ') };
}

function composeComment(event: MarketEvent, chance: Dice): string {
  const { author, brand, other, mood, isQuestion, copyOf } = event;
  const { language } = PLATFORMS[author.platform];
  const words = language === 'zh' ? zh : en;
  const kind = other !== null ? 'rival' : isQuestion ? 'question' : mood;
  const pool: readonly string[] = copyOf === null ? words.COMMENTS[kind] : words.RING_COMMENTS;
  return filler(brand ?? BRANDS[0]!, other, language, chance)(chance.pick(pool));
}

/** Fills every slot with a fresh throw, but brand and other brand alike throughout one text. */
function filler(
  brand: SampleBrand,
  other: SampleBrand | null,
  language: 'zh' | 'en',
  chance: Dice,
): (template: string) => string {
  const words = language === 'zh' ? zh : en;
  const second = other ?? chance.pick(BRANDS.filter((one) => one.id !== brand.id));
  const fixed: Readonly<Record<string, string>> = {
    b: nameOf(brand, language, chance),
    o: nameOf(second, language, chance),
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
