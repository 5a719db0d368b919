/** What Zhihu's markup holds besides words. Linear in its length. */
import { z } from 'zod';

/** Every picture stands twice: once for readers without scripts. */
export function withoutFallbacks(html: string): string {
  return html.replaceAll(/<noscript>[\s\S]{0,4000}?<\/noscript>/gu, '');
}

/** Pictures; formulas and signs of moods are none. */
export function imagesIn(html: string): number {
  let images = 0;
  for (const [tag] of html.matchAll(/<img\b[^<>]*>/gu))
    if (!/\beeimg=|\bclass="[^"]*\bsticker\b/u.test(tag)) images += 1;
  return images;
}

const words = z.looseObject({
  type: z.literal('text'),
  content: z.string().nullish(),
  own_text: z.string().nullish(),
});

/** The words of a thought, whose text, pictures and links are parts of a list. */
export function wordsOfParts(parts: readonly unknown[]): string {
  return parts
    .flatMap((part) => {
      const { content, own_text } = words.safeParse(part).data ?? {};
      return own_text || content || [];
    })
    .join('\n');
}

/** Links to a picture or sign of a comment: Zhihu writes words of its own into them. */
export function withoutPictureLinks(html: string): string {
  return html.replaceAll(/<a\b[^<>]*class="comment_(?:img|gif|sticker)"[^<>]*>[^<]{0,40}<\/a>/gu, '');
}

/** `IP 属地上海`, `发布于 上海`, `· 上海`. Null = not shown. */
export function placeIn(shown: string | null | undefined): string | null {
  const place = shown?.replace(/^[\s·]*(?:IP\s*属地|发布于|来自)?\s*[:：]?\s*/u, '').trim();
  return place === undefined || place === '' || place.startsWith('未知') ? null : place;
}
