/** Pictures, films and sounds of an item, beside its text and in it. Pure. */
import type { View } from './view.ts';

export interface Shown {
  /** Null = the feed shows neither a text that would have them nor any of them. */
  readonly imageCount: number | null;
  readonly hasVideo: boolean | null;
  /** `video`, `audio`; null = neither, or not said. */
  readonly format: string | null;
}

/** `markup`: the text; `isWhole`: whether it is all of it, so that what is not in it is not there. */
export function shownWith({ attached }: Pick<View, 'attached'>, markup: string | null, isWhole: boolean): Shown {
  const images = new Set<string>();
  let [hasVideo, hasAudio] = [false, false];
  for (const [index, { url, type }] of attached.entries()) {
    const kind = kindOf(type, url);
    if (kind === 'image') images.add(url ?? `#${index}`);
    hasVideo ||= kind === 'video';
    hasAudio ||= kind === 'audio';
  }
  for (const [tag] of (markup ?? '').matchAll(/<img\b[^<>]*>/giu)) {
    const source = /\s(?:data-)?src\s*=\s*["']?([^"'\s>]+)/iu.exec(tag)?.[1];
    if (source !== undefined && !isPixel(tag, source)) images.add(source);
  }
  hasVideo ||= /<video\b|<(?:iframe|embed)\b[^<>]*(?:youtube|youtu\.be|vimeo|bilibili|v\.qq\.com|youku)/iu.test(
    markup ?? '',
  );
  hasAudio ||= /<audio\b/iu.test(markup ?? '');
  return {
    imageCount: images.size > 0 || isWhole ? images.size : null,
    hasVideo: hasVideo || (isWhole ? false : null),
    format: hasVideo ? 'video' : hasAudio ? 'audio' : null,
  };
}

function kindOf(type: string, url: string | null): 'image' | 'video' | 'audio' | null {
  const named = /^(image|video|audio)\b/iu.exec(type)?.[1]?.toLowerCase();
  if (named !== undefined) return named as 'image' | 'video' | 'audio';
  if (/shockwave-flash/iu.test(type)) return 'video';
  // A small picture of a film or a page is none that its author posted.
  if (type === 'thumbnail') return null;
  const ending = /\.(\w{2,4})$/u.exec(url === null ? '' : new URL(url).pathname)?.[1]?.toLowerCase() ?? '';
  if (['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif'].includes(ending)) return 'image';
  if (['mp4', 'webm', 'mov', 'm4v'].includes(ending)) return 'video';
  return ['mp3', 'm4a', 'ogg', 'opus', 'wav'].includes(ending) ? 'audio' : null;
}

/** Counters of readers, and the little faces that stand for words. */
function isPixel(tag: string, source: string): boolean {
  return (
    /\s(?:width|height)\s*=\s*["']?[01](?:px)?["'\s>]/iu.test(tag) ||
    /feedburner|doubleclick|\/pixel|stats\.wordpress|\bemoji\b|smil(?:ey|ies)|\/face\/|expression/iu.test(
      `${tag} ${source}`,
    )
  );
}
