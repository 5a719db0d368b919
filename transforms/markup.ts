/**
 * Plain words of a text that may carry HTML: known tags go, images leave their alternative text, entities are decoded once.
 * Invariant: linear in the length of the text, and what is not HTML ("<3", "a < b", "<Aurora>") stays.
 */

/** Raised when the same text gives other words. */
export const MARKUP_VERSION = '1';

const INLINE =
  'a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr';
const BLOCK =
  'address article aside blockquote body br button center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe input li link main meta nav noscript ol option p pre script section select style summary svg table tbody td textarea tfoot th thead title tr ul video audio source path';
const INLINE_TAGS: ReadonlySet<string> = new Set(INLINE.split(' '));
const BLOCK_TAGS: ReadonlySet<string> = new Set(BLOCK.split(' '));

const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    hellip: '…',
    mdash: '—',
    ndash: '–',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    middot: '·',
    bull: '•',
    copy: '©',
    reg: '®',
    trade: '™',
    times: '×',
    deg: '°',
    yen: '¥',
    euro: '€',
    pound: '£',
    cent: '¢',
    hearts: '♥',
    eacute: 'é',
    egrave: 'è',
    uuml: 'ü',
    ouml: 'ö',
    auml: 'ä',
    ccedil: 'ç',
    ntilde: 'ñ',
  }),
);

/** Longest entity we know, without `&` and `;` ("#x10ffff" is 8). */
const LONGEST_ENTITY = 8;

/** Returns the text itself when it has no markup. */
export function stripMarkup(text: string): string {
  const plain = text.includes('<') && text.includes('>') ? stripTags(text) : text;
  return plain.includes('&') && plain.includes(';') ? decodeEntities(plain) : plain;
}

function stripTags(text: string): string {
  let out = '';
  let kept = 0;
  const closings = { script: text.lastIndexOf('</script'), style: text.lastIndexOf('</style') };
  let open = text.indexOf('<');
  while (open !== -1) {
    const close = text.indexOf('>', open + 1);
    if (close === -1) break;
    // The last `<` before `>` opens the tag; earlier ones are plain characters. Each character is looked at twice at most.
    open = text.lastIndexOf('<', close);
    const words = wordsOfTag(text, open, close);
    let end = close + 1;
    if (words !== null) {
      out += text.slice(kept, open) + words;
      end = endOfHidden(text, open, end, closings);
      kept = end;
    }
    open = text.indexOf('<', end);
  }
  return kept === 0 ? text : out + text.slice(kept);
}

/** What stands for the tag in the plain text; null when it is none. */
function wordsOfTag(text: string, open: number, close: number): string | null {
  if (text.charCodeAt(open + 1) === 0x21) return '';
  const name = tagName(text, open, close);
  if (name === 'img') return ALTERNATIVE.exec(text.slice(open, close))?.[1] ?? '';
  if (INLINE_TAGS.has(name)) return '';
  return BLOCK_TAGS.has(name) ? '\n' : null;
}

const ALTERNATIVE = /\salt=["']?([^"'\s>]*)/iu;

function tagName(text: string, open: number, close: number): string {
  let from = open + 1;
  if (text.charCodeAt(from) === 0x2f) from++;
  let to = from;
  while (to < close && to - from < 12 && isAsciiAlphanumeric(text.charCodeAt(to))) to++;
  return text.slice(from, to).toLowerCase();
}

function isAsciiAlphanumeric(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a);
}

/** What stands inside script and style is not for readers. `closings` spares a search that cannot find. */
function endOfHidden(text: string, open: number, end: number, closings: Readonly<Record<string, number>>): number {
  if (text.charCodeAt(open + 1) === 0x2f) return end;
  const name = tagName(text, open, end - 1);
  return end <= (closings[name] ?? -1) ? text.indexOf(`</${name}`, end) : end;
}

function decodeEntities(text: string): string {
  let out = '';
  let kept = 0;
  let at = text.indexOf('&');
  while (at !== -1) {
    const end = text.slice(at + 1, at + 2 + LONGEST_ENTITY).indexOf(';');
    const decoded = end < 1 ? undefined : decode(text.slice(at + 1, at + 1 + end));
    if (decoded !== undefined) {
      out += text.slice(kept, at) + decoded;
      kept = at + end + 2;
    }
    at = text.indexOf('&', Math.max(at + 1, kept));
  }
  return kept === 0 ? text : out + text.slice(kept);
}

function decode(entity: string): string | undefined {
  if (entity.charCodeAt(0) !== 0x23) return ENTITIES.get(entity);
  const match = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/iu.exec(entity);
  if (match === null) return undefined;
  const codePoint = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  return codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff) ? '' : String.fromCodePoint(codePoint);
}
