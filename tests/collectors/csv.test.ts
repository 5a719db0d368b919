/** Delimited text: everything RFC 4180 allows is read exactly, and what breaks it costs the broken line only. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessDelimiter } from '../../collectors/file_import/formats/csv.ts';
import { CsvRecords } from '../../collectors/file_import/formats/csv_records.ts';

function read(text: string, pieces = [text], delimiter = ',') {
  const records = new CsvRecords(delimiter);
  return [...pieces.flatMap((piece) => records.push(piece, false)), ...records.push('', true)];
}

const good = (text: string) => read(text).flatMap(({ cells, fault }) => (fault === null ? [cells] : []));

test('what a writer of RFC 4180 writes comes back, in whatever pieces it arrives', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', '面', '\u2028'), maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
    );
  fc.assert(
    fc.property(table, fc.array(fc.nat(60), { maxLength: 6 }), (rows, cuts) => {
      const quoted = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','));
      const text = `${quoted.join('\r\n')}\r\n`;
      const places = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((to, index) => text.slice(places[index], to));
      expect(read(text, pieces).map(({ cells }) => cells)).toEqual(rows);
    }),
  );
});

describe('a broken line costs itself at most', () => {
  const header = 'id,text,likes\n';

  test('a quote that is never closed', () => {
    expect(good(`${header}1,"never closed,5\n2,fine,6\n3,"also fine",7\n`)).toEqual([
      ['id', 'text', 'likes'],
      ['1', '"never closed', '5'],
      ['2', 'fine', '6'],
      ['3', 'also fine', '7'],
    ]);
  });

  test('quotes inside a quoted cell that were not doubled', () => {
    expect(good(`${header}1,"she said "wow" twice",5\n2,fine,6\n`)).toContainEqual(['1', 'she said "wow" twice', '5']);
  });

  test('two broken lines do not swallow the lines between', () => {
    const ids = good(`${header}1,"open,5\n2,fine,6\n3,"open too,7\n4,fine,8\n`).map(([id]) => id);
    expect(ids).toEqual(['id', '1', '2', '3', '4']);
  });

  test('too few and too many cells are faults with numbers; empty ones at the end are not', () => {
    const faults = read(`${header}1,a\n2,a,b,c\n3,a,b,,\n4,a,b\n`).map(({ line, fault }) => [line, fault]);
    expect(faults).toEqual([
      [1, null],
      [2, '2 cells where the header has 3'],
      [3, '4 cells where the header has 3'],
      [4, null],
      [5, null],
    ]);
  });

  test('an endless line is skipped to its end', () => {
    const endless = 'x'.repeat(1024 * 1024);
    const pieces = [header, ...Array.from({ length: 20 }, () => endless), '\n2,fine,6\n'];
    const records = read(pieces.join(''), pieces);
    expect(records.map(({ line, fault }) => [line, fault])).toEqual([
      [1, null],
      [2, 'the line is longer than 16 MiB'],
      [3, null],
    ]);
  });
});

test('line numbers count line ends inside cells', () => {
  expect(read('a,b\n1,"x\ny\nz"\n2,w\n').map(({ line }) => line)).toEqual([1, 2, 5]);
});

test('blank lines are no records', () => {
  expect(good('a,b\n\n1,2\n  \n\r\n3,4')).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
  ]);
});

test.each([
  ['comma', 'id,text\n1,"a;b;c"\n2,d;e;f\n', ','],
  ['semicolon', 'id;text;n\n1;a,b;2\n2;c,d,e;3\n', ';'],
  ['tab', 'id\ttext\n1\ta,b\n', '\t'],
  ['declared', 'sep=|\nid|text\n1|a,b\n', '|'],
  ['one column', 'text\nhello\n', ','],
])('the delimiter is found: %s', (_name, sample, delimiter) => {
  expect(guessDelimiter(sample)).toBe(delimiter);
});

test('a megabyte of cells without a line end takes no quadratic time', () => {
  const before = performance.now();
  read('a,b\n', ['a,b\n', ...Array.from({ length: 64 }, () => '"x",'.repeat(4096))]);
  expect(performance.now() - before).toBeLessThan(3000);
});
