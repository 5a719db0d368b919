/**
 * What kind of character each UTF-16 unit is, as one table look-up.
 * Invariant: the table is a constant of this file (ranges of Unicode 16 blocks), so that no result depends on the runtime's ICU version.
 */

/** Kinds of character. Surrogates are `surrogate` whatever pair they form: pairs are judged where it matters. */
export const KIND = {
  other: 0,
  latin: 1,
  digit: 2,
  han: 3,
  kana: 4,
  hangul: 5,
  /** Letters of any further script: Greek, Cyrillic, Arabic, Thai, Devanagari … */
  letter: 6,
  space: 7,
  surrogate: 8,
} as const;

type Range = readonly [from: number, to: number];

const RANGES: readonly (readonly [kind: number, ranges: readonly Range[]])[] = [
  [
    KIND.letter,
    [
      [0x370, 0x37d],
      [0x37f, 0x1cff],
      [0x1f00, 0x1fff],
      [0x2c00, 0x2c5f],
      [0x2c80, 0x2dff],
      [0xa000, 0xa6ff],
      [0xa800, 0xab2f],
      [0xab70, 0xabff],
      [0xfb1d, 0xfdff],
      [0xfe70, 0xfefc],
    ],
  ],
  [
    KIND.latin,
    [
      [0x41, 0x5a],
      [0x61, 0x7a],
      [0xaa, 0xaa],
      [0xba, 0xba],
      [0xc0, 0xd6],
      [0xd8, 0xf6],
      [0xf8, 0x2af],
      [0x300, 0x36f],
      [0x1d00, 0x1eff],
      [0x2c60, 0x2c7f],
      [0xa720, 0xa7ff],
      [0xab30, 0xab6f],
      [0xfb00, 0xfb06],
      [0xff21, 0xff3a],
      [0xff41, 0xff5a],
    ],
  ],
  [
    KIND.digit,
    [
      [0x30, 0x39],
      [0xff10, 0xff19],
    ],
  ],
  [
    KIND.han,
    [
      [0x2e80, 0x2fd5],
      [0x3005, 0x3007],
      [0x3400, 0x4dbf],
      [0x4e00, 0x9fff],
      [0xf900, 0xfaff],
    ],
  ],
  [
    KIND.kana,
    [
      [0x3041, 0x3096],
      [0x309d, 0x309f],
      [0x30a1, 0x30fa],
      [0x30fd, 0x30ff],
      [0x31f0, 0x31ff],
      [0xff66, 0xff6f],
      [0xff71, 0xff9d],
    ],
  ],
  [
    KIND.hangul,
    [
      [0x1100, 0x11ff],
      [0x3131, 0x318e],
      [0xa960, 0xa97f],
      [0xac00, 0xd7ff],
      [0xffa1, 0xffdc],
    ],
  ],
  [
    KIND.space,
    [
      [0x9, 0xd],
      [0x20, 0x20],
      [0x85, 0x85],
      [0xa0, 0xa0],
      [0x1680, 0x1680],
      [0x2000, 0x200a],
      [0x2028, 0x2029],
      [0x202f, 0x202f],
      [0x205f, 0x205f],
      [0x3000, 0x3000],
    ],
  ],
  [KIND.surrogate, [[0xd800, 0xdfff]]],
];

function tabulate(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [kind, ranges] of RANGES) for (const [from, to] of ranges) table.fill(kind, from, to + 1);
  return table;
}

/** `KIND` of each UTF-16 unit; always 65,536 long. */
export const KIND_OF: Uint8Array = tabulate();

/** 1 for units of alphabets in which words are told apart by spaces (Latin, digits, Greek, Cyrillic, Arabic …), else 0. */
export const JOINS_WORD: Uint8Array = KIND_OF.map((kind) =>
  kind === KIND.latin || kind === KIND.digit || kind === KIND.letter ? 1 : 0,
);

/** `JOINS_WORD` as a question. */
export function joinsWord(unit: number): boolean {
  return JOINS_WORD[unit] === 1;
}

/** True for letters and digits of any script in the basic plane, Han included. */
export function isWordCharacter(unit: number): boolean {
  const kind = KIND_OF[unit]!;
  return kind >= KIND.latin && kind <= KIND.letter;
}

/** True when a word goes on beyond one of the borders of `text.slice(start, end)`; Han and signs have no such borders. */
export function isInsideWord(text: string, start: number, end: number): boolean {
  return (
    (start > 0 && joinsWord(text.charCodeAt(start)) && joinsWord(text.charCodeAt(start - 1))) ||
    (end < text.length && joinsWord(text.charCodeAt(end - 1)) && joinsWord(text.charCodeAt(end)))
  );
}
