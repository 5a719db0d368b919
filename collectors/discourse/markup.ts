/** What of a post's markup its author wrote: quoted posts and previews of links are others' words. Linear in its length. */

const ASIDE = /<aside\b[^<>]*>|<\/aside\s*>/giu;
const OTHERS = /class="[^"]*\b(?:quote|onebox)\b/u;

/** Without quotations and link previews; one that is not closed reaches to the end. */
export function ownMarkup(cooked: string): string {
  let own = '';
  let kept = 0;
  let depth = 0;
  for (const { 0: tag, index } of cooked.matchAll(ASIDE)) {
    const isClosing = tag.startsWith('</');
    if (depth > 0) {
      depth += isClosing ? -1 : 1;
      if (depth === 0) kept = index + tag.length;
    } else if (!isClosing && OTHERS.test(tag)) {
      own += cooked.slice(kept, index);
      depth = 1;
    }
  }
  return depth > 0 ? own : own + cooked.slice(kept);
}

/** Pictures that stand in the post; signs and faces of the forum are none. */
export function countImages(markup: string): number {
  let images = 0;
  for (const [tag] of markup.matchAll(/<img\b[^<>]*>/giu)) {
    if (!/class="[^"]*\b(?:emoji|avatar|site-icon|thumbnail)\b/u.test(tag)) images += 1;
  }
  return images;
}

export function showsVideo(markup: string): boolean {
  return /<video\b|class="[^"]*\b(?:lazy-video-container|video-placeholder-container|youtube-onebox)\b/iu.test(markup);
}
