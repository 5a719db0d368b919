/** Names of workbooks that every system takes: Windows, macOS, a zip from either, a chat that sends them on. */

/** Graphemes and bytes of a brand within a name; file systems take 255 bytes in all. */
const GRAPHEMES = 40;
const BYTES = 120;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** `KOC周榜_欧若拉_2026-W46.xlsx`. @param brandId stands in where nothing of the name can be kept. */
export function workbookName(stem: string, brand: string, brandId: string, isoWeek: string): string {
  return `${stem}_${safePart(brand) || brandId}_${isoWeek}.xlsx`;
}

/** What all systems take of a text within a name: no separators, wildcards, controls or marks of direction, no dot or space at the ends. */
function safePart(text: string): string {
  const kept = text
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[<>:"/\\|?*%&#'`$~{}\p{C}\p{Zl}\p{Zp}\ufffd]/gu, ' ')
    .replaceAll(/\s+/gu, ' ');
  let short = '';
  let count = 0;
  for (const { segment } of graphemes.segment(kept.trim())) {
    if (count === GRAPHEMES || Buffer.byteLength(short + segment) > BYTES) break;
    short += segment;
    count += 1;
  }
  return short.replaceAll(/^[\s._-]+|[\s._-]+$/gu, '').replaceAll(' ', '_');
}
