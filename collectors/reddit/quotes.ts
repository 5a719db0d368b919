/** Takes out what a text quotes of others: answers on Reddit begin with the words they answer, and those are not the author's. */

const TAG = /<(\/?)blockquote\b[^<>]*>/gu;

/** HTML without its quotations; null where there is no HTML. A quotation that is not closed goes on to the end. */
export function ownWords(html: string | null | undefined): string | null {
  if (html === null || html === undefined || html === '') return null;
  const parts: string[] = [];
  let depth = 0;
  let kept = 0;
  for (const tag of html.matchAll(TAG)) {
    if (depth === 0) parts.push(html.slice(kept, tag.index));
    depth = Math.max(0, depth + (tag[1] === '/' ? -1 : 1));
    kept = tag.index + tag[0].length;
  }
  if (depth === 0) parts.push(html.slice(kept));
  // Reddit puts its marks around the text.
  return parts
    .join(' ')
    .replace(/^\s*<!-- SC_OFF -->|<!-- SC_ON -->\s*$/gu, '')
    .trim();
}
