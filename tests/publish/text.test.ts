/** Words of strangers cannot act, whatever they are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCell } from '../../jobs/report/csv.ts';
import { escapeHtml, html } from '../../jobs/report/html.ts';
import { followersBand, grouped, percent, short } from '../../jobs/report/numbers.ts';
import { cleanText, firstWords, neutralise, safeUrl } from '../../jobs/report/text.ts';
import { displayWidth, fit } from '../../jobs/report/width.ts';
import { cellText } from '../../jobs/report/workbook/cells.ts';

/** Any code points, and what acts somewhere thick among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        ' ',
        '"',
        "'",
        '`',
        '<',
        '>',
        '&',
        ',',
        '/',
        '\u202e',
        '\u0000',
        '\ud800',
        '\u2028',
        'a',
        '好',
        '👩‍👩‍👧‍👦',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);

describe('cleaned text', () => {
  test('is well-formed and free of controls and overrides of direction', () => {
    expect(cleanText('a\u0000b\u202Ec\ud800d\u2066\uFEFFe\r\nf\u2028g')).toBe('abc\ufffdde\nf\ng');
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be gone
        expect(clean).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  test('keeps Chinese, Arabic and emoji as they are', () => {
    for (const text of ['水润一整天', 'مرحبا', '👩‍👩‍👧‍👦']) expect(cleanText(text)).toBe(text);
  });

  test('first words are one bounded line, cut between graphemes', () => {
    expect(firstWords(' a\n\n b ', 10)).toBe('a b');
    expect(firstWords('好'.repeat(50), 3)).toBe('好好好…');
    expect(firstWords('👩‍👩‍👧‍👦'.repeat(10_000), 2)).toBe(`${'👩‍👩‍👧‍👦'.repeat(1)}…`);
    expect(firstWords(' \u0000 ', 10)).toBeNull();
    expect(firstWords(null, 10)).toBeNull();
    fc.assert(fc.property(anyText, (text) => (firstWords(text, 10)?.length ?? 0) <= 81));
  });
});

describe('links', () => {
  test.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'https://user:pw@evil.example/',
    '//evil.example',
    'evil.example',
    `https://evil.example/${'a'.repeat(3000)}`,
    '',
  ])('%s is dropped', (url) => {
    expect(safeUrl(url)).toBeNull();
  });

  test('plain http and https stay, encoded', () => {
    expect(safeUrl('https://a.example/x?y="<z>')).toBe('https://a.example/x?y=%22%3Cz%3E');
    expect(safeUrl('http://a.example')).toBe('http://a.example/');
  });
});

describe('spreadsheet cells', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', ' =1', '＝1', '＠x', '\n=1'])(
    '%j does not start a formula',
    (text) => {
      expect(neutralise(text).startsWith("'")).toBe(true);
    },
  );

  test('numbers stay numbers, ordinary words stay as they are', () => {
    expect(csvCell(-1.5)).toBe('-1.5');
    expect(csvCell(true)).toBe('true');
    expect(csvCell(null)).toBe('');
    expect(csvCell('a-b=c')).toBe('a-b=c');
  });

  test('a CSV cell never begins with a sign that runs, quoted or not, and never breaks its row', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cell = csvCell(text);
        expect(cell.replace(/^"/u, '')).not.toMatch(/^\s*[=+\-@]/u);
        if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/u);
      }),
    );
  });

  test('a workbook cell keeps what looks like an escape, and Excel’s limit', () => {
    expect(cellText('_x0041_')).toBe('_x005F_x0041_');
    expect(cellText('好'.repeat(40_000))).toHaveLength(32_767);
  });
});

describe('html', () => {
  test('escapes text and attributes, and nests only its own markup', () => {
    const evil = `"><script>alert('1')</script>&\``;
    const made = html`<p title="${evil}">${evil}${html`<b>${1}</b>`}${[null, undefined, false, 'x']}</p>`.toString();
    expect(made).toBe(`<p title="${escapeHtml(evil)}">${escapeHtml(evil)}<b>1</b>x</p>`);
    expect(escapeHtml(evil)).not.toMatch(/[<>"'`]/u);
  });

  test('no text can open a tag, close an attribute or start an entity', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(html`${text}`.toString().replaceAll(/&#\d+;/gu, '')).not.toMatch(/[<>"'`&]/u);
      }),
    );
  });
});

describe('numbers', () => {
  test('read as people write them, and never claim a whole that is not one', () => {
    expect([0, 0.0004, 0.004, 0.41, 0.996, 1].map(percent)).toEqual(['0 %', '0.1 %', '0.4 %', '41 %', '99 %', '100 %']);
    expect([0.29, 4.58, 12.3].map(short)).toEqual(['0.3', '4.6', '12']);
    expect([0, 999, 12_345, 1_234_567].map(grouped)).toEqual(['0', '999', '12,345', '1,234,567']);
    expect([0, 99, 100, 9_999, 2_000_000].map(followersBand)).toEqual(['<100', '<100', '100–1k', '1k–10k', '1M+']);
  });
});

describe('terminal', () => {
  test('counts wide characters as two and marks as none', () => {
    expect(displayWidth('abc')).toBe(3);
    expect(displayWidth('欧若拉')).toBe(6);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('👩‍👩‍👧‍👦')).toBe(2);
  });

  test('fits any text into exactly the columns given', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('欧若拉欧若拉')),
        fc.integer({ min: 2, max: 12 }),
        (text, width) => {
          expect(displayWidth(fit(firstWords(text, 50) ?? '', width))).toBe(width);
        },
      ),
    );
  });
});
