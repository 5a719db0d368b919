/** Words of strangers made safe to print. Nothing that leaves here can act: no control characters, no overrides of direction, no formulas, no scripts in links. */

/** Controls but tab and line feed, lone surrogates, non-characters, and marks that reorder or hide text around them. */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Well-formed Unicode without what acts on its surroundings; line ends become `\n`. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replaceAll(UNPRINTABLE, '');
}

/** At most `limit` graphemes in one line, cut with `…`. Null stays null, and a text without words becomes null. */
export function firstWords(text: string | null, limit: number): string | null {
  if (text === null) return null;
  // A grapheme can be long (ten thousand joined emoji): what is measured is bounded before it is segmented.
  const line = cleanText(text.slice(0, limit * 20))
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (line === '') return null;
  let kept = '';
  let length = 0;
  for (const { segment } of graphemes.segment(line)) {
    if (length === limit || kept.length + segment.length > limit * 8) return `${kept.trimEnd()}…`;
    kept += segment;
    length += 1;
  }
  return kept;
}

/** The link if it is plain http or https, without credentials and short enough for a workbook; else null. */
export function safeUrl(text: string | null): string | null {
  if (text === null) return null;
  const url = URL.parse(text.trim());
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    return null;
  return url.href.length <= 2000 ? url.href : null;
}

/** Spreadsheets run a cell that begins with one of = + - @ tab CR (also in full width); an apostrophe in front stops that. */
export function neutralise(text: string): string {
  return /^[\s\u200b]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
}
