/** Columns that a text takes on a terminal: East Asian wide characters and emoji take two, combining marks none (UAX #11, TR 51). */

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const WIDE =
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const EMPTY = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;

/** Terminal columns of a text without line ends. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += EMPTY.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1;
  return width;
}

/** The text in exactly `width` columns: cut with `…` or padded on the given side. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  let kept = text;
  if (displayWidth(text) > width) {
    kept = '';
    for (const { segment } of graphemes.segment(text)) {
      if (displayWidth(kept + segment) > width - 1) break;
      kept += segment;
    }
    kept += '…';
  }
  const padding = ' '.repeat(Math.max(0, width - displayWidth(kept)));
  return align === 'left' ? kept + padding : padding + kept;
}
